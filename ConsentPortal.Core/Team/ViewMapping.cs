using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Team;

internal sealed class ViewMapping : IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<DefaultView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("team_saved_views");
        builder.Property(v => v.List).HasMaxLength(SavedView.ListMaxLength);
        builder.Property(v => v.Name).HasMaxLength(SavedView.NameMaxLength);
        builder.Property(v => v.Query).HasMaxLength(SavedView.QueryMaxLength);
        builder.HasIndex(v => new { v.OwnerId, v.List, v.Name }).IsUnique();
        builder.HasIndex(v => v.List);
    }

    public void Configure(EntityTypeBuilder<DefaultView> builder)
    {
        builder.ToTable("team_default_views").HasKey(d => new { d.MemberId, d.List });
        builder.Property(d => d.List).HasMaxLength(SavedView.ListMaxLength);
    }
}
