using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Preferences;

internal sealed class PreferencesMapping : IEntityTypeConfiguration<PreferenceCenter>, IEntityTypeConfiguration<LeavingReason>
{
    public void Configure(EntityTypeBuilder<PreferenceCenter> builder)
    {
        builder.ToTable("preference_centers").Ignore(c => c.Sections);
        builder.HasIndex(c => c.ProfileId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LeavingReason> builder)
    {
        builder.ToTable("leaving_reasons");
        builder.HasIndex(r => r.SaveId).IsUnique();
        builder.HasIndex(r => new { r.ProfileId, r.At });
    }
}
