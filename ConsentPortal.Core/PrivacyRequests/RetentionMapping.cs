using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class RetentionMapping : IEntityTypeConfiguration<RetentionRule>, IEntityTypeConfiguration<RetentionRun>, IEntityTypeConfiguration<RetentionTurn>
{
    public void Configure(EntityTypeBuilder<RetentionRule> builder)
    {
        builder.ToTable("retention_rules").HasKey(r => r.Class);
        builder.Property(r => r.Class).HasMaxLength(RetentionRule.CodeMaxLength);
    }

    public void Configure(EntityTypeBuilder<RetentionRun> builder)
        => builder.ToTable("retention_runs").Property(r => r.Class).HasMaxLength(RetentionRule.CodeMaxLength);

    public void Configure(EntityTypeBuilder<RetentionTurn> builder)
    {
        builder.ToTable("retention_turns").HasKey(t => t.Number);
        builder.Property(t => t.Number).ValueGeneratedNever();
        builder.Property(t => t.Holder).IsConcurrencyToken();
        builder.Property(t => t.Until).IsConcurrencyToken();
    }
}
