using ConsentPortal.Core.Compliance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class RequestProofMapping : IEntityTypeConfiguration<SentLetter>, IEntityTypeConfiguration<ProcessingRecord>
{
    public void Configure(EntityTypeBuilder<SentLetter> builder)
    {
        builder.ToTable("request_letters").HasOne<PrivacyRequest>().WithMany().HasForeignKey(l => l.RequestId);
        builder.Property(l => l.Kind).HasMaxLength(SentLetter.KindMaxLength);
        builder.HasIndex(l => l.RequestId);
    }

    public void Configure(EntityTypeBuilder<ProcessingRecord> builder)
    {
        builder.ToTable("processing_records").HasKey(r => r.ProfileId);
        builder.Ignore(r => r.Texts).HasOne<ComplianceProfile>().WithMany().HasForeignKey(r => r.ProfileId);
    }
}
