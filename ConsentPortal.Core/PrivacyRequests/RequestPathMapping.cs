using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class RequestPathMapping : IEntityTypeConfiguration<RequestCode>, IEntityTypeConfiguration<RequestMail>, IEntityTypeConfiguration<RequestPath>, IEntityTypeConfiguration<RequestOfficers>, IEntityTypeConfiguration<OfficerAbsence>
{
    public void Configure(EntityTypeBuilder<RequestCode> builder)
    {
        builder.ToTable("request_codes").HasOne<PrivacyRequest>().WithMany().HasForeignKey(c => c.RequestId);
        builder.Property(c => c.KeyHash).HasMaxLength(AddressHash.Length);
        builder.HasIndex(c => c.RequestId);
        builder.HasIndex(c => new { c.KeyHash, c.SentAt });
    }

    public void Configure(EntityTypeBuilder<RequestMail> builder)
    {
        builder.ToTable("request_mails").HasOne<PrivacyRequest>().WithMany().HasForeignKey(m => m.RequestId);
        builder.HasIndex(m => new { m.RequestId, m.Kind, m.Round }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RequestPath> builder)
    {
        builder.ToTable("request_paths").HasKey(p => p.RequestId);
        builder.HasOne<PrivacyRequest>().WithMany().HasForeignKey(p => p.RequestId);
    }

    public void Configure(EntityTypeBuilder<RequestOfficers> builder)
    {
        builder.ToTable("request_officers").Ignore(o => o.Members);
        builder.Property(o => o.List).HasMaxLength(RequestOfficers.ListMaxLength);
        builder.HasOne<ComplianceProfile>().WithMany().HasForeignKey(o => o.ProfileId);
        builder.HasIndex(o => new { o.ProfileId, o.Kind }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OfficerAbsence> builder) => builder.ToTable("officer_absences").HasKey(a => a.MemberId);
}
