using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Team;

internal sealed class TeamMapping : IEntityTypeConfiguration<TeamMember>, IEntityTypeConfiguration<IdentityUserClaim<long>>, IEntityTypeConfiguration<IdentityUserLogin<long>>,
    IEntityTypeConfiguration<IdentityUserToken<long>>, IEntityTypeConfiguration<IdentityUserPasskey<long>>,
    IEntityTypeConfiguration<Authenticator>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<MemberSession>, IEntityTypeConfiguration<SignInEntry>, IEntityTypeConfiguration<SignInOrigin>
{
    private const int SealedMaxLength = 120, HashMaxLength = 40;

    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.ToTable("team_members").Ignore(m => m.Permissions).Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.DisplayName).HasMaxLength(TeamMember.NameMaxLength);
        builder.Property(m => m.Language).HasMaxLength(12);
        builder.Property(m => m.Theme).HasDefaultValue(Theme.System);
        builder.Property(m => m.Density).HasDefaultValue(Density.Comfortable);
        builder.Property(m => m.PhoneNumber).HasMaxLength(32);
        builder.Property(m => m.PasswordHash).HasMaxLength(400);
        builder.Property(m => m.SecurityStamp).HasMaxLength(64);
        builder.Property(m => m.ConcurrencyStamp).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<long>> builder) => builder.ToTable("team_member_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder) => builder.ToTable("team_member_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> builder) => builder.ToTable("team_member_tokens");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<long>> builder) => builder.ToTable("team_member_passkeys");

    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("team_authenticators").HasKey(a => a.MemberId);
        builder.Property(a => a.MemberId).ValueGeneratedNever();
        builder.Property(a => a.Secret).HasMaxLength(SealedMaxLength);
        builder.Property(a => a.LastStep).IsConcurrencyToken(); // one code, two processes: one of them is second
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("team_recovery_codes").HasIndex(c => c.MemberId);
        builder.Property(c => c.Hash).HasMaxLength(HashMaxLength);
        builder.Property(c => c.UsedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MemberSession> builder)
    {
        builder.ToTable("team_sessions").HasIndex(s => s.MemberId);
        builder.Property(s => s.Device).HasMaxLength(SignInVisit.DeviceMaxLength);
        builder.Property(s => s.Network).HasMaxLength(Kernel.VisitorNetwork.MaxLength);
    }

    public void Configure(EntityTypeBuilder<SignInEntry> builder)
    {
        builder.ToTable("team_sign_ins").HasIndex(e => new { e.MemberId, e.At });
        builder.Property(e => e.Device).HasMaxLength(SignInVisit.DeviceMaxLength);
        builder.Property(e => e.Network).HasMaxLength(Kernel.VisitorNetwork.MaxLength);
    }

    public void Configure(EntityTypeBuilder<SignInOrigin> builder)
    {
        builder.ToTable("team_sign_in_origins").HasIndex(o => o.CreatedAt);
        builder.Property(o => o.Ip).HasMaxLength(SignInOrigin.IpMaxLength);
        builder.Property(o => o.UserAgent).HasMaxLength(SignInOrigin.UserAgentMaxLength);
    }
}
