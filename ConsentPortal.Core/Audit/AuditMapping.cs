using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.Property(a => a.Kind).HasMaxLength(AuditEntry.KindMaxLength);
        builder.Property(a => a.ActorId).HasMaxLength(40);
        builder.Property(a => a.SubjectKind).HasMaxLength(AuditEntry.KindMaxLength);
        builder.Property(a => a.SubjectId).HasMaxLength(40);
        builder.HasIndex(a => new { a.SubjectKind, a.SubjectId });
    }
}
