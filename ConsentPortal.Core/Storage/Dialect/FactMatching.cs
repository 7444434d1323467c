using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>What both readers do with the rows they get.</summary>
internal static class FactMatching
{
    /// <summary>Adds a suppression row; rows of one suppression (in order of its id) differ only in the purpose that was lifted out of it.</summary>
    public static void AddSuppression(PointFacts facts, ref long last, long id, SuppressionScope scope, Id<Purpose> purpose, long? lifted)
    {
        if (id == last && lifted is { } more && facts.Suppressions[^1].LiftedFor is List<long> known)
        {
            known.Add(more);
            return;
        }

        last = id;
        facts.Suppressions.Add(new(scope, purpose, lifted is { } first ? new List<long> { first } : null));
    }

    /// <summary>A caller may name a contact only where it owns the address.</summary>
    public static void MatchContact(PointFacts facts, Id<Contact> named)
    {
        var owns = !named.IsNone && facts.Contacts.Exists(c => c.Id == named);
        facts.Contact = owns ? ContactAnswer.Owner : ContactAnswer.Mismatch;
        facts.ContactId = owns ? named : default;
    }

    /// <summary>Adds a record. As of a time the rows are events in ledger order: a later one replaces the earlier of the same key, and a
    /// pause changes only the pause.</summary>
    public static void AddRecord(PointFacts facts, RecordFact fact, bool asOf, bool statesStatus)
    {
        var index = asOf ? facts.Records.FindIndex(r => r.PurposeId == fact.PurposeId && r.TopicId == fact.TopicId && r.ContactId == fact.ContactId) : -1;
        if (index < 0)
        {
            facts.Records.Add(fact);
        }
        else
        {
            facts.Records[index] = statesStatus ? fact : facts.Records[index] with { PausedUntil = fact.PausedUntil };
        }
    }
}
