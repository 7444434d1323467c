using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What taking a merge back does: each record gets back what nobody changed since. What was limited later limits both; what was
/// said later at an address stays with whom the address belongs to.</summary>
internal sealed record PartPlan(ContactFields Survivor, ContactFields Merged, List<Id<ContactPoint>> Leaving, List<Id<ContactPoint>> Back, List<Id<ContactPoint>> Lost, List<Settling> Settlings)
{
    /// <summary>The survivor's values that were changed since and stay.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>The survivor's own fields.</summary>
    public Dictionary<string, string> Own { get; init; } = [];

    /// <summary>Codes of own fields that the merge brought and that were changed since.</summary>
    public IReadOnlyList<string> KeptOwn { get; init; } = [];

    public static PartPlan Of(MergeScene scene, MergeNotes notes, DateTimeOffset since, DateTimeOffset now)
    {
        var has = scene.Survivor.OpenPoints();
        var leaving = notes.Gained.FindAll(has.Contains);
        List<Id<ContactPoint>> back = [.. leaving, .. notes.Shared.FindAll(has.Contains)];
        var current = ContactFields.Of(scene.Survivor);
        List<string> kept = [];
        var parted = MergedOwnFields.Part(scene.Survivor.Fields, notes, kept);
        return new(PartedFields.Survivor(current, notes), PartedFields.Merged(current, notes), leaving, back, [.. notes.Gained.Concat(notes.Shared).Except(back)],
            new PartAnswers(scene, notes, since, now).Make(leaving, back))
        {
            Own = parted, KeptOwn = kept, Kept = [.. notes.SurvivorAfter.ChangesTo(current).Items.Select(c => c.Field)],
        };
    }

    /// <summary>The two as they stand afterwards, each with its addresses and the leads that it rules again.</summary>
    public IReadOnlyList<PersonAfter> People(MergeScene scene, IEnumerable<MergeLead> leads, MergeNotes notes)
        => [new(scene.Survivor.Id, Survivor, [.. scene.Survivor.OpenPoints().Except(Leaving)]), new(scene.Merged.Id, Merged, [.. Back]),
            .. leads.Select(l => new PersonAfter(l.Id, notes.Leads.Contains(l.Id) ? Merged : Survivor, l.Points))];
}

/// <summary>The fields of the two once they are apart again.</summary>
internal static class PartedFields
{
    public static ContactFields Survivor(ContactFields now, MergeNotes notes)
    {
        var (before, after) = (notes.SurvivorBefore, notes.SurvivorAfter);
        T Pick<T>(T current, T then, T first) => EqualityComparer<T>.Default.Equals(current, then) ? first : current;
        return (now with
        {
            Kind = Pick(now.Kind, after.Kind, before.Kind), FirstName = Pick(now.FirstName, after.FirstName, before.FirstName), LastName = Pick(now.LastName, after.LastName, before.LastName),
            JobTitle = Pick(now.JobTitle, after.JobTitle, before.JobTitle), Language = Pick(now.Language, after.Language, before.Language),
            AccountId = Pick(now.AccountId, after.AccountId, before.AccountId), OwnerId = Pick(now.OwnerId, after.OwnerId, before.OwnerId), Level = Pick(now.Level, after.Level, before.Level),
            Child = Pick(now.Child, after.Child, before.Child), GuardianId = Pick(now.GuardianId, after.GuardianId, before.GuardianId), BecameId = Pick(now.BecameId, after.BecameId, before.BecameId),
            DoNotTrack = Pick(now.DoNotTrack, after.DoNotTrack, before.DoNotTrack), DoNotBulk = Pick(now.DoNotBulk, after.DoNotBulk, before.DoNotBulk),
            DoNotMail = Pick(now.DoNotMail, after.DoNotMail, before.DoNotMail), DoNotPhone = Pick(now.DoNotPhone, after.DoNotPhone, before.DoNotPhone),
        }).Clean();
    }

    public static ContactFields Merged(ContactFields now, MergeNotes notes)
    {
        var (before, after) = (notes.MergedBefore, notes.SurvivorAfter);
        return before with
        {
            Level = now.Level < after.Level && now.Level < before.Level ? now.Level : before.Level, Child = before.Child || (now.Child && !after.Child),
            DoNotTrack = before.DoNotTrack || (now.DoNotTrack && !after.DoNotTrack), DoNotBulk = before.DoNotBulk || (now.DoNotBulk && !after.DoNotBulk),
            DoNotMail = before.DoNotMail || (now.DoNotMail && !after.DoNotMail), DoNotPhone = before.DoNotPhone || (now.DoNotPhone && !after.DoNotPhone),
        };
    }
}

/// <summary>The answers of the two once they are apart again.</summary>
internal sealed class PartAnswers(MergeScene scene, MergeNotes notes, DateTimeOffset since, DateTimeOffset now)
{
    private readonly Dictionary<(Id<ContactPoint>, Id<Purpose>, Id<Topic>, Id<Contact>), Settling> found = [];

    public List<Settling> Make(List<Id<ContactPoint>> leaving, List<Id<ContactPoint>> back)
    {
        foreach (var settled in notes.Settlings)
        {
            if (scene.Records.Find(settled.IsOf) is { } record && record.EventId == settled.EventId && !scene.Repeated.Contains(record.EventId))
            {
                Put(settled.PointId, settled.PurposeId, settled.TopicId, settled.ContactId, Before(settled, record));
            }
        }

        foreach (var later in scene.Records.Where(r => r.ContactId == scene.Survivor.Id && back.Contains(r.PointId) && IsLater(r)))
        {
            var goes = leaving.Contains(later.PointId);
            if (goes || later.Status == ConsentStatus.OptedOut)
            {
                Put(later.PointId, later.PurposeId, later.TopicId, scene.Merged.Id, Stand.Of(later)!);
            }

            var settled = notes.Settlings.Find(s => s.IsOf(later));
            if (goes && (settled is not null || later.RecordedAt >= since)) // it was said at an address that is the other's again; a no from before the merge stays
            {
                Put(later.PointId, later.PurposeId, later.TopicId, scene.Survivor.Id, settled?.Before ?? Stand.NotSet(now));
            }
        }

        return [.. found.Values];
    }

    // the same no said again writes no event, and yet it was said since
    private bool IsLater(ConsentRecord record) => scene.Repeated.Contains(record.EventId) || (record.RecordedAt >= since && !notes.Settlings.Exists(s => s.EventId == record.EventId));

    // a pause that was asked for since goes on
    private Stand Before(Settling settled, ConsentRecord record)
    {
        var before = settled.Before ?? Stand.NotSet(now);
        var asked = record.PausedUntil > now && record.PausedUntil != settled.After.PausedUntil ? record.PausedUntil : null;
        return asked is null || before.PausedUntil > asked ? before : before with { PausedUntil = asked };
    }

    private void Put(Id<ContactPoint> point, Id<Purpose> purpose, Id<Topic> topic, Id<Contact> contact, Stand after)
    {
        var current = scene.Records.Find(r => (r.PointId, r.PurposeId, r.TopicId, r.ContactId) == (point, purpose, topic, contact));
        found[(point, purpose, topic, contact)] = new(point, purpose, topic, contact, Stand.Of(current), after);
    }
}
