using ConsentPortal.Core.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Consent;

internal sealed class RequestMapping : IEntityTypeConfiguration<RequestedPerson>, IEntityTypeConfiguration<LapsedRequests>
{
    public void Configure(EntityTypeBuilder<RequestedPerson> builder)
    {
        builder.ToTable("requested_people");
        builder.Property(p => p.FirstName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(p => p.LastName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(p => p.Language).HasMaxLength(Contact.LanguageMaxLength);
        builder.Property(p => p.GuardianName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(p => p.GuardianAddress).HasMaxLength(ContactPoint.AddressMaxLength);
        builder.HasIndex(p => p.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<LapsedRequests> builder) => builder.ToTable("lapsed_requests").HasKey(t => t.ProfileId);
}
