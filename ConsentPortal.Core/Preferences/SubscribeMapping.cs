using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Preferences;

internal sealed class SubscribeMapping : IEntityTypeConfiguration<SubscribePage>, IEntityTypeConfiguration<Subscription>, IEntityTypeConfiguration<PublicWish>
{
    public void Configure(EntityTypeBuilder<SubscribePage> builder)
    {
        builder.ToTable("subscribe_pages").Ignore(p => p.Reference);
        builder.HasIndex(p => p.ProfileId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions").Ignore(s => s.Ticks);
        builder.Property(s => s.PageVersion).HasMaxLength(ConsentEvent.VersionMaxLength);
        builder.Property(s => s.Language).HasMaxLength(ConsentEvent.LanguageMaxLength);
        builder.Property(s => s.Email).HasMaxLength(ContactPoint.AddressMaxLength);
        builder.Property(s => s.Phone).HasMaxLength(ContactPoint.AddressMaxLength);
        builder.Property(s => s.FirstName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(s => s.LastName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(s => s.GuardianName).HasMaxLength(Contact.NameMaxLength);
        builder.Property(s => s.GuardianEmail).HasMaxLength(ContactPoint.AddressMaxLength);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => s.TakenAt);
        builder.HasIndex(s => s.At);
    }

    public void Configure(EntityTypeBuilder<PublicWish> builder)
    {
        builder.ToTable("public_wishes");
        builder.Property(w => w.Language).HasMaxLength(ConsentEvent.LanguageMaxLength);
        builder.Property(w => w.Address).HasMaxLength(ContactPoint.AddressMaxLength);
    }
}
