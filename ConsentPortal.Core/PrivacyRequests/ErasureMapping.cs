using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class ErasureMapping : IEntityTypeConfiguration<Erasure>, IEntityTypeConfiguration<ErasureNotice>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures").Ignore(e => e.Steps);
        builder.Property(e => e.PlanHash).HasMaxLength(Erasure.HashLength);
        builder.Property(e => e.CertificateHash).HasMaxLength(Erasure.HashLength);
        builder.Property(e => e.PreparedBy).HasMaxLength(Erasure.ActorMaxLength);
        builder.Property(e => e.ApprovedBy).HasMaxLength(Erasure.ActorMaxLength);
        builder.Property(e => e.Waits).HasMaxLength(Erasure.WaitsMaxLength);
        builder.HasOne<PrivacyRequest>().WithMany().HasForeignKey(e => e.RequestId);
        builder.HasIndex(e => e.RequestId).IsUnique();
        builder.HasIndex(e => e.State);
    }

    public void Configure(EntityTypeBuilder<ErasureNotice> builder)
    {
        builder.ToTable("erasure_notices").HasKey(n => new { n.ErasureId, n.ApplicationId });
        builder.Property(n => n.AcknowledgedBy).HasMaxLength(Erasure.ActorMaxLength);
        builder.HasIndex(n => n.AcknowledgedAt);
    }
}
