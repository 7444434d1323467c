using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Consent;

/// <summary>Kept counts: the key is the whole question, so one upsert adds to it and a range of days is one stretch.</summary>
internal sealed class CountMapping : IEntityTypeConfiguration<StandingCount>, IEntityTypeConfiguration<DayCount>, IEntityTypeConfiguration<DayWord>, IEntityTypeConfiguration<CountCursor>
{
    public void Configure(EntityTypeBuilder<StandingCount> builder)
        => builder.ToTable("standing_counts").HasKey(c => new { c.PurposeId, c.TopicId, c.Channel, c.Status, c.EndDay });

    public void Configure(EntityTypeBuilder<DayCount> builder)
        => builder.ToTable("day_counts").HasKey(c => new { c.Day, c.ProfileId, c.PurposeId, c.Channel, c.Change, c.ActorKind });

    public void Configure(EntityTypeBuilder<DayWord> builder)
    {
        builder.ToTable("day_words").HasKey(w => new { w.Day, w.ProfileId, w.Kind, w.Word });
        builder.Property(w => w.Word).HasMaxLength(ConsentEvent.SourceMaxLength);
    }

    public void Configure(EntityTypeBuilder<CountCursor> builder)
    {
        builder.ToTable("count_cursors").HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(CountCursor.NameMaxLength);
    }
}
