using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Team;

internal sealed class TeamMapping : IEntityTypeConfiguration<TeamMember>, IEntityTypeConfiguration<IdentityUserClaim<long>>, IEntityTypeConfiguration<IdentityUserLogin<long>>,
    IEntityTypeConfiguration<IdentityUserToken<long>>, IEntityTypeConfiguration<IdentityUserPasskey<long>>
{
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
}
