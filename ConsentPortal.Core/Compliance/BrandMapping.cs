using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Compliance;

internal sealed class BrandMapping : IEntityTypeConfiguration<Brand>, IEntityTypeConfiguration<BrandFile>
{
    public void Configure(EntityTypeBuilder<Brand> builder)
    {
        builder.ToTable("brands").Ignore(b => b.Look).Ignore(b => b.Facts);
        builder.Property(b => b.Name).HasMaxLength(Brand.NameMaxLength);
        builder.Property(b => b.Logo).HasMaxLength(FileReference.MaxLength);
        builder.Property(b => b.LogoAlt).HasMaxLength(Brand.NameMaxLength);
        builder.Property(b => b.Accent).HasMaxLength(PublicColours.Length);
        builder.Property(b => b.AccentDark).HasMaxLength(PublicColours.Length);
        builder.Property(b => b.Font).HasMaxLength(FileReference.MaxLength);
        builder.Property(b => b.Website).HasMaxLength(Brand.UrlMaxLength);
        builder.Property(b => b.Help).HasMaxLength(Brand.UrlMaxLength);
        builder.Property(b => b.SenderName).HasMaxLength(Brand.NameMaxLength);
        builder.Property(b => b.SenderAddress).HasMaxLength(Brand.AddressMaxLength);
        builder.Property(b => b.ReplyTo).HasMaxLength(Brand.AddressMaxLength);
        builder.Property(b => b.Host).HasMaxLength(Brand.HostMaxLength);
        builder.HasIndex(b => b.Host).IsUnique(); // none has none: both databases count every null as another
    }

    public void Configure(EntityTypeBuilder<BrandFile> builder)
    {
        builder.ToTable("brand_files").Ignore(f => f.Reference);
        builder.Property(f => f.Name).HasMaxLength(BrandFile.NameMaxLength);
        builder.Property(f => f.MediaType).HasMaxLength(BrandFile.MediaTypeMaxLength);
        builder.Property(f => f.UploadedBy).HasMaxLength(BrandFile.NameMaxLength);
        builder.HasIndex(f => f.Sha256);
    }
}
