using ConsentPortal.Core.Consent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Imports;

internal sealed class ImportsMapping : IEntityTypeConfiguration<ImportJob>, IEntityTypeConfiguration<RejectedRow>, IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<ImportJob> builder)
    {
        builder.ToTable("import_jobs").Property(j => j.FileName).HasMaxLength(ImportJob.NameMaxLength);
        builder.Property(j => j.Kind).HasDefaultValue(ImportKind.Consents);
        builder.Property(j => j.StoredName).HasMaxLength(80);
        builder.Property(j => j.Error).HasMaxLength(ImportJob.ErrorMaxLength);
        builder.Property(j => j.CreatedByName).HasMaxLength(120);
        builder.Ignore(j => j.CanGoOn).Ignore(j => j.Origin).Ignore(j => j.Place);
        builder.HasIndex(j => j.FileHash);
        builder.HasIndex(j => j.State);
    }

    public void Configure(EntityTypeBuilder<RejectedRow> builder)
    {
        builder.ToTable("rejected_rows").HasKey(r => new { r.JobId, r.Row });
        builder.Property(r => r.Reason).HasMaxLength(RejectedRow.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.ToTable("source_rows").HasKey(r => new { r.Source, r.Key });
        builder.Property(r => r.Source).HasMaxLength(ConsentEvent.SourceMaxLength);
        builder.Property(r => r.Key).HasMaxLength(SourceRow.KeyMaxLength);
    }
}
