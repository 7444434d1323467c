using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Where the merged record's value may be wanted instead of the survivor's.</summary>
public enum MergeField
{
    Name,
    JobTitle,
    Language,
    Account,
    Owner,
    Guardian,
}

/// <summary>What two records become as one: the survivor's values unless the other's are chosen or alone are filled; level and limits as strict as
/// the stricter of the two; no address gains a permission.</summary>
internal sealed record MergePlan(ContactFields Fields, List<Id<ContactPoint>> Gained, List<Id<ContactPoint>> Shared, List<Settling> Settlings)
{
    /// <summary>The survivor's own fields.</summary>
    public Dictionary<string, string> Own { get; init; } = [];

    public static MergePlan Of(MergeScene scene, IReadOnlySet<MergeField> fromMerged, IReadOnlySet<string> ownFromMerged, DateTimeOffset now)
    {
        var (own, theirs) = (scene.Survivor.OpenPoints(), scene.Merged.OpenPoints());
        return new(FieldsOf(ContactFields.Of(scene.Survivor), ContactFields.Of(scene.Merged), scene, fromMerged), [.. theirs.Except(own)], [.. theirs.Intersect(own)],
            new SettlePlan(scene.Survivor.Id, scene.Merged.Id, scene.Records, now).Make(own, theirs))
        {
            Own = MergedOwnFields.Join(scene.Survivor, scene.Merged, ownFromMerged),
        };
    }

    public MergeNotes Notes(MergeScene scene) => new(ContactFields.Of(scene.Survivor), ContactFields.Of(scene.Merged), Fields)
    {
        Gained = Gained, Shared = Shared, OwnBefore = Only(scene.Survivor.Fields, Own), OwnAfter = Only(Own, scene.Survivor.Fields),
    };

    /// <summary>The two as they stand afterwards, each with its addresses: one person, who rules the leads of both.</summary>
    public IReadOnlyList<PersonAfter> People(MergeScene scene, IEnumerable<MergeLead> leads)
        => [new(scene.Survivor.Id, Fields, [.. scene.Survivor.OpenPoints(), .. Gained]), .. leads.Select(l => new PersonAfter(l.Id, Fields, l.Points))];

    // no more of a person's values in the note than it takes
    private static Dictionary<string, string> Only(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> others)
        => values.Where(v => others.GetValueOrDefault(v.Key) != v.Value).ToDictionary(StringComparer.Ordinal);

    private static ContactFields FieldsOf(ContactFields own, ContactFields theirs, MergeScene scene, IReadOnlySet<MergeField> fromMerged)
    {
        T Pick<T>(MergeField field, T mine, T other, bool filled) => fromMerged.Contains(field) || !filled ? other : mine;
        var names = Pick(MergeField.Name, own, theirs, own.FirstName.Length + own.LastName.Length > 0);
        var child = own.Child || theirs.Child;
        var level = own.Level < theirs.Level ? own.Level : theirs.Level;
        var guardian = Pick(MergeField.Guardian, own.GuardianId, theirs.GuardianId, !own.GuardianId.IsNone);
        return (own with
        {
            Kind = own.Kind == ContactKind.Contact || theirs.Kind == ContactKind.Contact ? ContactKind.Contact : ContactKind.Lead,
            FirstName = names.FirstName, LastName = names.LastName, JobTitle = Pick(MergeField.JobTitle, own.JobTitle, theirs.JobTitle, own.JobTitle.Length > 0),
            Language = Pick(MergeField.Language, own.Language, theirs.Language, own.Language.Length > 0),
            AccountId = Pick(MergeField.Account, own.AccountId, theirs.AccountId, !own.AccountId.IsNone), OwnerId = Pick(MergeField.Owner, own.OwnerId, theirs.OwnerId, own.OwnerId != 0),
            Level = child && level == ConsentLevel.Profiling ? ConsentLevel.Marketing : level, Child = child,
            GuardianId = guardian.IsNone ? own.GuardianId.IsNone ? theirs.GuardianId : own.GuardianId : guardian,
            DoNotTrack = own.DoNotTrack || theirs.DoNotTrack, DoNotBulk = own.DoNotBulk || theirs.DoNotBulk,
            DoNotMail = own.DoNotMail || theirs.DoNotMail, DoNotPhone = own.DoNotPhone || theirs.DoNotPhone,
            BecameId = own.BecameId == scene.Merged.Id || own.BecameId == scene.Survivor.Id ? default : own.BecameId,
        }).Clean();
    }
}

/// <summary>A person as they will stand after a change, with their addresses.</summary>
internal sealed record PersonAfter(Id<Contact> Id, ContactFields Fields, HashSet<Id<ContactPoint>> Points)
{
    public ContactFact ToFact() => new(Id, Fields.Level, Fields.Child, Fields.DoNotTrack, Fields.DoNotBulk, Fields.DoNotMail, Fields.DoNotPhone);
}
