using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Preferences;

internal sealed class PreferencesMapping : IEntityTypeConfiguration<PreferenceCenter>, IEntityTypeConfiguration<LeavingReason>, IEntityTypeConfiguration<CenterDraft>, IEntityTypeConfiguration<CenterVersion>
{
    public void Configure(EntityTypeBuilder<PreferenceCenter> builder)
    {
        builder.ToTable("preference_centers").Ignore(c => c.Sections).Ignore(c => c.Design).Ignore(c => c.Begun);
        builder.HasIndex(c => c.ProfileId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CenterDraft> builder)
    {
        builder.ToTable("center_drafts").Ignore(d => d.Design);
        builder.HasIndex(d => d.ProfileId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CenterVersion> builder)
    {
        builder.ToTable("center_versions").Ignore(v => v.Design).Ignore(v => v.Comment);
        builder.HasIndex(v => new { v.ProfileId, v.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LeavingReason> builder)
    {
        builder.ToTable("leaving_reasons");
        builder.HasIndex(r => r.SaveId).IsUnique();
        builder.HasIndex(r => new { r.ProfileId, r.At });
        builder.HasIndex(r => r.At);
    }
}
