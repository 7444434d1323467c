using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Storage;

internal sealed class PlumbingMapping : IEntityTypeConfiguration<Stamp>, IEntityTypeConfiguration<Counter>, IEntityTypeConfiguration<NodeLease>,
    IEntityTypeConfiguration<Setting>, IEntityTypeConfiguration<DataProtectionKey>, IEntityTypeConfiguration<SideRow>, IEntityTypeConfiguration<SideRowErasure>
{
    public void Configure(EntityTypeBuilder<Stamp> builder)
    {
        builder.ToTable("stamps").HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(Stamp.NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters").HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(Counter.NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<NodeLease> builder)
    {
        builder.ToTable("node_leases").HasKey(n => n.Node);
        builder.Property(n => n.Node).ValueGeneratedNever();
        builder.Property(n => n.Owner).HasMaxLength(80).IsConcurrencyToken();
        builder.Property(n => n.Until).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("settings").HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(Setting.NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_keys").Property(k => k.FriendlyName).HasMaxLength(200);

    public void Configure(EntityTypeBuilder<SideRow> builder)
    {
        builder.ToTable("side_rows").Property(s => s.Salt).HasMaxLength(SideRow.SaltLength);
        builder.Property(s => s.Content).HasMaxLength(SideRow.ContentMaxLength);
    }

    public void Configure(EntityTypeBuilder<SideRowErasure> builder) => builder.ToTable("side_row_erasures").Property(e => e.Reason).HasMaxLength(200);
}
