using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Contacts;

internal sealed class ContactFieldMapping : IEntityTypeConfiguration<ContactFieldDefinition>
{
    public void Configure(EntityTypeBuilder<ContactFieldDefinition> builder)
    {
        builder.ToTable("contact_field_definitions");
        builder.Property(f => f.Code).HasMaxLength(ContactFieldDefinition.CodeMaxLength);
        builder.Property(f => f.Label).HasMaxLength(ContactFieldDefinition.LabelMaxLength);
        builder.Property(f => f.Hint).HasMaxLength(ContactFieldDefinition.HintMaxLength);
        builder.Property(f => f.Readers).HasConversion<int>();
        builder.Property(f => f.Writers).HasConversion<int>();
        builder.Ignore(f => f.Facts).Ignore(f => f.IsSensitive);
        builder.HasIndex(f => f.Code).IsUnique();
    }
}
