using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What one record of a contact says, as far as decisions read it.</summary>
internal sealed record Stand(ConsentStatus Status, DateTimeOffset OccurredAt, DateTimeOffset? ValidUntil = null, DateTimeOffset? PausedUntil = null, bool ByGuardian = false)
{
    public static Stand? Of(ConsentRecord? record) => record is null ? null
        : new(record.Status, record.OccurredAt, record.ValidUntil, record.PausedUntil, record.ActorKind == ActorKind.Guardian);

    public static Stand NotSet(DateTimeOffset now) => new(ConsentStatus.NotSet, now);
}

/// <summary>A record of a contact that is put to another status because two people turned out to be one, or one to be two.</summary>
internal sealed record Settling(Id<ContactPoint> PointId, Id<Purpose> PurposeId, Id<Topic> TopicId, Id<Contact> ContactId, Stand? Before, Stand After)
{
    /// <summary>The event that did it.</summary>
    public Id<ConsentEvent> EventId { get; init; }

    public bool IsOf(ConsentRecord record) => record.PointId == PointId && record.PurposeId == PurposeId && record.TopicId == TopicId && record.ContactId == ContactId;

    public RecordFact ToFact() => new(PurposeId, TopicId, ContactId, After.Status, After.OccurredAt, After.ValidUntil, After.PausedUntil,
        After.ByGuardian ? ActorKind.Guardian : ActorKind.Staff, default);
}

/// <summary>Says which status one person's records come to where two had them: never more than each of the two allowed where it counted.</summary>
internal sealed class SettlePlan(Id<Contact> survivor, Id<Contact> merged, IReadOnlyCollection<ConsentRecord> records, DateTimeOffset now)
{
    /// <param name="survivors">The addresses that the survivor has.</param>
    /// <param name="mergeds">The addresses that the merged record has.</param>
    public List<Settling> Make(IReadOnlySet<Id<ContactPoint>> survivors, IReadOnlySet<Id<ContactPoint>> mergeds)
    {
        List<Settling> settlings = [];
        foreach (var (point, purpose, topic) in records.Where(r => !r.ContactId.IsNone).Select(r => (r.PointId, r.PurposeId, r.TopicId)).Distinct())
        {
            ConsentRecord? Find(Id<Contact> contact) => records.FirstOrDefault(r => r.PointId == point && r.PurposeId == purpose && r.TopicId == topic && r.ContactId == contact);
            var (own, theirs) = (Stand.Of(Find(survivor)), Stand.Of(Find(merged)));
            var after = Joined(own, theirs, Stand.Of(Find(default)), survivors.Contains(point), mergeds.Contains(point));
            if (after is not null && !Same(own, after))
            {
                settlings.Add(new(point, purpose, topic, survivor, own, after));
            }

            if (theirs is { Status: ConsentStatus.OptedOut }) // else it would stand against every later yes, as that of somebody who left
            {
                settlings.Add(new(point, purpose, topic, merged, theirs, Stand.NotSet(now)));
            }
        }

        return settlings;
    }

    // null: the survivor's own answer stays
    private Stand? Joined(Stand? own, Stand? theirs, Stand? address, bool ownCounts, bool theirsCounts)
    {
        Stand?[] both = [own, theirs];
        if (both.Where(s => s is { Status: ConsentStatus.OptedOut }).ToList() is { Count: > 0 } noes)
        {
            return new(ConsentStatus.OptedOut, noes.Max(s => s!.OccurredAt), null, Pause(both));
        }

        if (!theirsCounts)
        {
            return null;
        }

        Stand?[] sides = ownCounts ? both : [theirs];
        var yeses = sides.Select(s => s is { Status: ConsentStatus.OptedIn } ? s : address is { Status: ConsentStatus.OptedIn } ? address : null).OfType<Stand>().ToList();
        if (yeses.Count < sides.Length || !sides.Any(s => s is { Status: ConsentStatus.OptedIn }))
        {
            return Stand.NotSet(now) with { PausedUntil = Pause(sides) };
        }

        var ends = yeses.Where(s => s.ValidUntil is not null).Select(s => s.ValidUntil).ToList();
        return new(ConsentStatus.OptedIn, yeses.Min(s => s.OccurredAt), ends.Count == 0 ? null : ends.Min(), Pause(sides), yeses.TrueForAll(s => s.ByGuardian));
    }

    private DateTimeOffset? Pause(IEnumerable<Stand?> sides) => sides.Select(s => s?.PausedUntil).Where(until => until > now).Max();

    private bool Same(Stand? own, Stand after)
    {
        var pause = own?.PausedUntil > now ? own.PausedUntil : null;
        return pause == after.PausedUntil && (after.Status == ConsentStatus.NotSet
            ? own is null or { Status: ConsentStatus.NotSet or ConsentStatus.Pending }
            : own is not null && (own.Status, own.OccurredAt, own.ValidUntil, own.ByGuardian) == (after.Status, after.OccurredAt, after.ValidUntil, after.Status == ConsentStatus.OptedOut ? own.ByGuardian : after.ByGuardian));
    }
}
