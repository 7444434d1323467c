using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Contacts;

internal sealed class ContactsMapping : IEntityTypeConfiguration<ContactPoint>, IEntityTypeConfiguration<ContactPointLink>, IEntityTypeConfiguration<Restriction>,
    IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<ContactState>, IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<ContactPoint> builder)
    {
        builder.ToTable("contact_points");
        builder.Property(p => p.Address).HasMaxLength(ContactPoint.AddressMaxLength);
        builder.Property(p => p.Canonical).HasMaxLength(ContactPoint.AddressMaxLength);
        builder.Property(p => p.KeyHash).HasMaxLength(AddressHash.Length);
        builder.HasIndex(p => new { p.Channel, p.Id }); // a list of what is on a rare channel begins with its addresses
        builder.HasIndex(p => p.KeyHash, "ux_contact_points_live").IsUnique().HasFilter("erased_at IS NULL");
        builder.HasIndex(p => p.KeyHash, "ix_contact_points_erased").HasFilter("erased_at IS NOT NULL");
    }

    // no foreign keys on links and states: they are read and written by the million, and nothing they point to is ever deleted
    public void Configure(EntityTypeBuilder<ContactPointLink> builder)
    {
        builder.ToTable("contact_point_links").HasKey(l => new { l.PointId, l.Id });
        builder.HasIndex(l => l.ContactId);
    }

    public void Configure(EntityTypeBuilder<Restriction> builder)
    {
        builder.ToTable("restrictions").HasKey(r => new { r.PointId, r.Id });
        builder.HasIndex(r => r.PointId).HasFilter("held_until IS NULL"); // whether anybody is restricted at all
        builder.Property(r => r.Reason).HasMaxLength(Restriction.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts").Ignore(c => c.State).Ignore(c => c.Name).Ignore(c => c.Standing);
        builder.Property(c => c.FirstName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(c => c.LastName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(c => c.JobTitle).HasMaxLength(Contact.NameMaxLength);
        builder.Property(c => c.Language).HasMaxLength(Contact.LanguageMaxLength);
        builder.Property(c => c.ExternalId).HasMaxLength(Contact.ExternalIdMaxLength);
        builder.HasIndex(c => c.ExternalId).IsUnique();
        builder.HasIndex(c => c.MergedIntoId).HasFilter("merged_into_id <> 0"); // a handful of many
        builder.HasIndex(c => c.AccountId);
        builder.HasIndex(c => c.ChangedAt);
        builder.HasIndex(c => c.OwnerId);
        builder.Property(c => c.SearchText).HasMaxLength(SearchText.MaxLength).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.HasIndex(c => c.SearchText);
        builder.HasMany(c => c.States).WithOne().HasForeignKey(s => s.ContactId);
        builder.HasMany(c => c.Links).WithOne().HasForeignKey(l => l.ContactId);
    }

    public void Configure(EntityTypeBuilder<ContactState> builder) => builder.ToTable("contact_states").HasKey(s => new { s.ContactId, s.Id });

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(Account.NameMaxLength);
        builder.Property(a => a.City).HasMaxLength(Account.CityMaxLength);
        builder.Property(a => a.Country).HasMaxLength(2);
        builder.Property(a => a.Website).HasMaxLength(Account.WebsiteMaxLength);
        builder.Property(a => a.SearchText).HasMaxLength(SearchText.MaxLength).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.HasIndex(a => a.SearchText);
    }
}
