using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Consent;

/// <summary>Flagged saves are read by message and by network, newest first; tallies by how recently they grew.</summary>
internal sealed class FlagMapping : IEntityTypeConfiguration<FlaggedSave>, IEntityTypeConfiguration<FlagTally>
{
    public void Configure(EntityTypeBuilder<FlaggedSave> builder)
    {
        builder.ToTable("flagged_saves").Property(f => f.Network).HasMaxLength(VisitorNetwork.MaxLength);
        builder.Property(f => f.Signs).HasMaxLength(FlaggedSave.SignsMaxLength);
        builder.HasIndex(f => new { f.MessageRefId, f.Id });
        builder.HasIndex(f => new { f.Network, f.Id });
    }

    public void Configure(EntityTypeBuilder<FlagTally> builder)
    {
        builder.ToTable("flag_tallies").HasKey(t => new { t.Group, t.Key });
        builder.Property(t => t.Key).HasMaxLength(VisitorNetwork.MaxLength);
        builder.HasIndex(t => new { t.Group, t.LastAt });
    }
}
