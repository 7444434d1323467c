using ConsentPortal.Core.Consent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Imports;

internal sealed class ImportsMapping : IEntityTypeConfiguration<ImportJob>, IEntityTypeConfiguration<RejectedRow>, IEntityTypeConfiguration<SourceRow>, IEntityTypeConfiguration<ImportUndo>
{
    public void Configure(EntityTypeBuilder<ImportJob> builder)
    {
        builder.ToTable("import_jobs").Property(j => j.FileName).HasMaxLength(ImportJob.NameMaxLength);
        builder.Property(j => j.Kind).HasDefaultValue(ImportKind.Consents);
        builder.Property(j => j.StoredName).HasMaxLength(80);
        builder.Property(j => j.Error).HasMaxLength(ImportJob.ErrorMaxLength);
        builder.Property(j => j.CreatedByName).HasMaxLength(120);
        builder.Ignore(j => j.CanGoOn).Ignore(j => j.Origin).Ignore(j => j.Place);
        builder.Property(j => j.Profile).HasMaxLength(Compliance.Purpose.CodeMaxLength).HasDefaultValue("");
        builder.HasIndex(j => j.FileHash);
        builder.HasIndex(j => j.State);
    }

    public void Configure(EntityTypeBuilder<RejectedRow> builder)
    {
        builder.ToTable("rejected_rows").HasKey(r => new { r.JobId, r.Row });
        builder.Property(r => r.Reason).HasMaxLength(RejectedRow.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<ImportUndo> builder)
    {
        builder.ToTable("import_undos").HasKey(u => u.JobId);
        builder.Property(u => u.Error).HasMaxLength(ImportJob.ErrorMaxLength);
        builder.Property(u => u.CreatedByName).HasMaxLength(120);
        builder.Ignore(u => u.CanGoOn).Ignore(u => u.Share).Ignore(u => u.Origin).Ignore(u => u.Range);
        builder.HasIndex(u => u.State);
    }

    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.ToTable("source_rows").HasKey(r => new { r.Source, r.Key });
        builder.Property(r => r.Source).HasMaxLength(ConsentEvent.SourceMaxLength);
        builder.Property(r => r.Key).HasMaxLength(SourceRow.KeyMaxLength);
    }
}
