using ConsentPortal.Core.Compliance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class PrivacyRequestsMapping : IEntityTypeConfiguration<PrivacyRequest>, IEntityTypeConfiguration<RequestStep>, IEntityTypeConfiguration<RequestPause>, IEntityTypeConfiguration<RequestPlace>,
    IEntityTypeConfiguration<RequestFile>, IEntityTypeConfiguration<PrivacyIntake>
{
    public void Configure(EntityTypeBuilder<PrivacyRequest> builder)
    {
        builder.ToTable("privacy_requests").Ignore(r => r.Number).Ignore(r => r.IsOpen);
        builder.Property(r => r.TimeZone).HasMaxLength(RequestPlace.ZoneMaxLength);
        builder.Property(r => r.Language).HasMaxLength(12);
        builder.Property(r => r.RefusalCode).HasMaxLength(PrivacyRequest.RefusalMaxLength);
        builder.HasOne<ComplianceProfile>().WithMany().HasForeignKey(r => r.ProfileId);
        builder.HasIndex(r => new { r.Year, r.Serial }).IsUnique();
        builder.HasIndex(r => new { r.ClosedAt, r.DueOn });
        builder.HasIndex(r => r.KeyHash);
        builder.HasIndex(r => r.ContactId);
    }

    public void Configure(EntityTypeBuilder<RequestStep> builder)
    {
        builder.ToTable("request_steps").HasOne<PrivacyRequest>().WithMany().HasForeignKey(s => s.RequestId);
        builder.HasIndex(s => s.RequestId);
    }

    public void Configure(EntityTypeBuilder<RequestPause> builder)
    {
        builder.ToTable("request_pauses").HasOne<PrivacyRequest>().WithMany().HasForeignKey(p => p.RequestId);
        builder.HasIndex(p => p.RequestId).IsUnique().HasFilter("resumed_on IS NULL"); // it stands still once at a time
    }

    public void Configure(EntityTypeBuilder<RequestFile> builder)
    {
        builder.ToTable("request_files").HasOne<PrivacyRequest>().WithMany().HasForeignKey(f => f.RequestId);
        builder.Property(f => f.Name).HasMaxLength(RequestFile.NameMaxLength);
        builder.Property(f => f.MediaType).HasMaxLength(RequestFile.MediaTypeMaxLength);
        builder.Property(f => f.AttachedById).HasMaxLength(40);
        builder.HasIndex(f => f.RequestId);
    }

    public void Configure(EntityTypeBuilder<PrivacyIntake> builder) => builder.ToTable("privacy_intakes").HasKey(i => i.ProfileId);

    public void Configure(EntityTypeBuilder<RequestPlace> builder)
    {
        builder.ToTable("request_places").HasKey(p => p.ProfileId);
        builder.Property(p => p.Country).HasMaxLength(2);
        builder.Property(p => p.TimeZone).HasMaxLength(RequestPlace.ZoneMaxLength);
    }
}
