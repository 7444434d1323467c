using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Compliance;

internal sealed class BrandMapping : IEntityTypeConfiguration<BrandFile>
{
    public void Configure(EntityTypeBuilder<BrandFile> builder)
    {
        builder.ToTable("brand_files").Ignore(f => f.Reference);
        builder.Property(f => f.Name).HasMaxLength(BrandFile.NameMaxLength);
        builder.Property(f => f.MediaType).HasMaxLength(BrandFile.MediaTypeMaxLength);
        builder.Property(f => f.UploadedBy).HasMaxLength(BrandFile.NameMaxLength);
        builder.HasIndex(f => f.Sha256);
    }
}
