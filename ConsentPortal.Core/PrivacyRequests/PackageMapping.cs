using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class PackageMapping : IEntityTypeConfiguration<DataPackage>, IEntityTypeConfiguration<PackageRedaction>
{
    public void Configure(EntityTypeBuilder<DataPackage> builder)
    {
        builder.ToTable("data_packages").Ignore(p => p.IsAtWork).HasOne<PrivacyRequest>().WithMany().HasForeignKey(p => p.RequestId);
        builder.Property(p => p.Error).HasMaxLength(DataPackage.ErrorMaxLength);
        builder.Property(p => p.MadeByName).HasMaxLength(DataPackage.NameMaxLength);
        builder.HasIndex(p => p.RequestId);
        builder.HasIndex(p => p.State);
    }

    public void Configure(EntityTypeBuilder<PackageRedaction> builder)
    {
        builder.ToTable("package_redactions").HasOne<PrivacyRequest>().WithMany().HasForeignKey(r => r.RequestId);
        builder.Property(r => r.Table).HasMaxLength(PackageRedaction.TableMaxLength);
        builder.Property(r => r.Record).HasMaxLength(PackageRedaction.KeyMaxLength);
        builder.Property(r => r.Field).HasMaxLength(PackageRedaction.FieldMaxLength);
        builder.HasIndex(r => new { r.RequestId, r.Table, r.Record, r.Field }).IsUnique();
    }
}
