using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Integration;

internal sealed class IntegrationMapping : IEntityTypeConfiguration<Application>, IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<ApplicationUse>, IEntityTypeConfiguration<IdempotentAnswer>,
    IEntityTypeConfiguration<UnknownCode>, IEntityTypeConfiguration<CallCount>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("applications").Property(a => a.Name).HasMaxLength(Application.NameMaxLength);
        builder.HasIndex(a => a.Name).IsUnique();
        builder.Property(a => a.CallbackHosts).HasMaxLength(Application.CallbackHostsMaxLength).HasDefaultValue("");
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength);
        builder.Property(k => k.ProfileCode).HasMaxLength(60);
        builder.HasOne<Application>().WithMany().HasForeignKey(k => k.ApplicationId);
    }

    public void Configure(EntityTypeBuilder<ApplicationUse> builder)
    {
        builder.ToTable("application_uses").Property(u => u.ProfileCode).HasMaxLength(60);
        builder.HasOne<Application>().WithMany().HasForeignKey(u => u.ApplicationId);
        builder.HasIndex(u => new { u.ApplicationId, u.ProfileCode }).IsUnique().HasFilter("held_until IS NULL"); // once at a time
        builder.HasIndex(u => u.ProfileCode);
    }

    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        builder.ToTable("idempotent_answers").HasKey(a => new { a.ApiKeyId, a.Key });
        builder.Property(a => a.Key).HasMaxLength(IdempotentAnswer.KeyMaxLength);
        builder.Property(a => a.Headers).HasDefaultValue("");
        builder.HasIndex(a => a.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<UnknownCode> builder)
    {
        builder.ToTable("unknown_codes").HasKey(c => new { c.Day, c.ApiKeyId, c.Kind, c.Code });
        builder.Property(c => c.Code).HasMaxLength(UnknownCode.CodeMaxLength);
    }

    public void Configure(EntityTypeBuilder<CallCount> builder)
        => builder.ToTable("call_counts").HasKey(c => new { c.Day, c.ApiKeyId, c.Kind, c.Status });
}
