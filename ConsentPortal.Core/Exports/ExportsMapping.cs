using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Exports;

internal sealed class ExportsMapping : IEntityTypeConfiguration<ExportJob>
{
    public void Configure(EntityTypeBuilder<ExportJob> builder)
    {
        builder.ToTable("export_jobs").Property(j => j.Described).HasMaxLength(ExportJob.DescribedMaxLength);
        builder.Property(j => j.Reason).HasMaxLength(ExportRules.ReasonMaxLength);
        builder.Property(j => j.Error).HasMaxLength(ExportJob.ErrorMaxLength);
        builder.Property(j => j.OwnerName).HasMaxLength(ExportJob.NameMaxLength);
        builder.Property(j => j.OwnerId).HasMaxLength(ExportJob.ActorMaxLength);
        builder.Property(j => j.LinkFor).HasMaxLength(ExportJob.ActorMaxLength);
        builder.Property(j => j.OwnerProfile).HasMaxLength(100);
        builder.Property(j => j.OwnerMay).HasConversion<long>();
        builder.Ignore(j => j.IsOpen).Ignore(j => j.Papers);
        builder.HasIndex(j => j.State);
        builder.HasIndex(j => new { j.OwnerKind, j.OwnerId });
    }
}
