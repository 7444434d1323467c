using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>Puts a generated store into a database as it is, past and all.</summary>
internal static class StoreWriter
{
    public static async Task WriteAsync(TestPortal portal, GeneratedStore store)
    {
        await using var db = portal.NewDb();
        db.AddRange(store.Purposes);
        db.AddRange(store.Profiles);
        db.AddRange(store.Contacts);
        foreach (var address in store.Addresses)
        {
            db.AddRange(address.Suppressions);
            db.AddRange(address.Lifts);
            foreach (var point in address.Points)
            {
                db.Add(point.Row);
                db.AddRange(point.Restrictions);
                db.AddRange(point.Links);
                db.AddRange(point.Events);
                db.AddRange(point.Records);
            }
        }

        db.Announce(new RulebookEvent("rulebook.changed", "0"), Actor.System);
        await db.SaveChangesAsync();
    }
}

/// <summary>The facts of an address as the rule wants them, from the generated store instead of a database.</summary>
internal static class StoreFacts
{
    public static PointFacts Of(GeneratedStore store, GeneratedAddress? address, GeneratedPoint? point, RuleQuestion question, string? contact)
    {
        bool Holds(Period period) => question.At is { } at ? period.HeldAt(at) : period.IsOpen;

        PointFacts facts = new() { PointId = point?.Row.Id ?? default, Restricted = point is not null && (point.Row.ErasedAt is not null || point.Restrictions.Exists(Holds)) };
        foreach (var suppression in address?.Suppressions.Where(Holds) ?? [])
        {
            var lifts = address!.Lifts.Where(l => l.SuppressionId == suppression.Id && Holds(l)).Select(l => l.PurposeId.Value).ToList();
            facts.Suppressions.Add(new(suppression.Scope, suppression.PurposeId, lifts.Count == 0 ? null : lifts));
        }

        foreach (var link in point?.Links.Where(Holds) ?? [])
        {
            var own = store.Contacts.Find(c => c.Id == link.ContactId)!.States.Find(Holds);
            var rules = own is null ? null : store.Contacts.Find(c => c.Id == own.BecameId)?.States.Find(Holds) ?? own;
            if (rules is not null)
            {
                facts.Contacts.Add(new(link.ContactId, rules.Level, rules.Child, rules.DoNotTrack, rules.DoNotBulk, rules.DoNotMail, rules.DoNotPhone));
            }
        }

        if (contact is not null)
        {
            var owner = facts.Contacts.Find(c => store.Contact(contact)?.Id == c.Id);
            (facts.Contact, facts.ContactId) = owner.Id.IsNone ? (ContactAnswer.Mismatch, default) : (ContactAnswer.Owner, owner.Id);
        }

        AddRecords(facts, point, question);
        return facts;
    }

    private static void AddRecords(PointFacts facts, GeneratedPoint? point, RuleQuestion question)
    {
        Dictionary<RecordKey, ConsentRecord> records = [];
        foreach (var happened in point?.Events.Where(e => e.Applied && (question.At is null || e.RecordedAt <= question.At)) ?? [])
        {
            records[RecordKey.Of(happened)] = ConsentProjection.Next(records.GetValueOrDefault(RecordKey.Of(happened)), happened);
        }

        foreach (var r in records.Values.Where(r => r.PurposeId == question.PurposeId || r.PurposeId == question.Tracking?.PurposeId))
        {
            facts.Records.Add(new(r.PurposeId, r.TopicId, r.ContactId, r.Status, r.OccurredAt, r.ValidUntil, r.PausedUntil, r.ActorKind, r.EventId));
        }
    }
}
