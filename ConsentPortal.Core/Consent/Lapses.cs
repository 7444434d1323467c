using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Which ends are looked at.</summary>
public enum LapseWindow
{
    /// <summary>Those of the last thirty days: these people are not written to any more.</summary>
    Lapsed,

    /// <summary>Those of the next thirty days.</summary>
    Days30,
    Days60,
    Days90,
}

/// <summary>Whose opt-ins end: of one profile's purposes or of all, of one purpose, topic, channel.</summary>
/// <param name="TopicId">Null = the purpose and all its topics; none = the purpose itself.</param>
public sealed record LapseFilter(LapseWindow Window = LapseWindow.Days30, Id<ComplianceProfile> ProfileId = default, Id<Purpose> PurposeId = default, Id<Topic>? TopicId = null, Channel? Channel = null)
{
    public (DateTimeOffset From, DateTimeOffset Until) Range(DateTimeOffset now) => Window switch
    {
        LapseWindow.Lapsed => (now.AddDays(-30), now),
        LapseWindow.Days60 => (now, now.AddDays(60)),
        LapseWindow.Days90 => (now, now.AddDays(90)),
        _ => (now, now.AddDays(30)),
    };
}

/// <summary>Narrows the records to those whose opt-in ends in a range; the index on the end holds only records that have one.</summary>
internal static class Lapses
{
    public static IQueryable<ConsentRecord> Ending(this IQueryable<ConsentRecord> records, DateTimeOffset from, DateTimeOffset until)
        => records.Where(r => r.Status == ConsentStatus.OptedIn && r.ValidUntil > from && r.ValidUntil <= until);

    public static IQueryable<ConsentRecord> Of(PortalDb db, LapseFilter filter, Rulebook rules, Actor actor, (DateTimeOffset From, DateTimeOffset Until) range)
    {
        var records = db.Set<ConsentRecord>().Ending(range.From, range.Until);
        if (rules.Profile(filter.ProfileId) is { } profile)
        {
            var used = rules.PurposesOf(profile).Select(p => p.Id).ToList();
            records = records.Where(r => used.Contains(r.PurposeId));
        }

        records = filter.PurposeId.IsNone ? records : records.Where(r => r.PurposeId == filter.PurposeId);
        records = filter.TopicId is { } topic ? records.Where(r => r.TopicId == topic) : records;
        var points = db.Set<ContactPoint>().VisibleTo(db, actor);
        return filter.Channel is { } channel ? records.Where(r => points.Any(p => p.Id == r.PointId && p.Channel == channel))
            : actor.OwnContactsOnly ? records.Where(r => points.Any(p => p.Id == r.PointId)) : records;
    }
}
