using System.Runtime.CompilerServices;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The answers of one address: the events with their wording and their place in the ledger, then where each record stands.</summary>
internal sealed class HeldAnswers(HeldRows rows, Rulebook rules, HeldPoints held)
{
    public async IAsyncEnumerable<PersonalRecord> OfAsync(Id<ContactPoint> point, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var some in rows.SlicesAsync<ConsentEvent>((db, last) => Events(db, point, last?.Id ?? default), ct))
        {
            var sides = await rows.TextsAsync(some.SelectMany(e => new[] { e.JustificationId, e.WordingId, e.OriginId }), ct);
            var (from, to) = (some.Min(e => e.Sequence), some.Max(e => e.Sequence));
            var seals = await rows.ReadAsync(db => db.Set<LedgerSeal>().Where(s => s.LastSequence >= from && s.FirstSequence <= to).Select(s => new Sealed(s.Number, s.FirstSequence, s.LastSequence)), ct);
            var references = some.Select(e => e.MessageRefId).Where(m => !m.IsNone).Distinct().ToList();
            var messages = references.Count == 0 ? [] : (await rows.ReadAsync(db => db.Set<MessageReference>().Where(m => references.Contains(m.Id)), ct)).ToDictionary(m => m.Id, m => m.Text);
            foreach (var happened in some)
            {
                var proof = seals.Find(s => s.First <= happened.Sequence && happened.Sequence <= s.Last);
                yield return new("consent-history", "consent_events", happened.Id.ToString(), happened.RecordedAt, Fields(happened, sides, proof?.Number, messages.GetValueOrDefault(happened.MessageRefId)));
            }
        }

        foreach (var record in await rows.ReadAsync(db => db.Set<ConsentRecord>().Where(r => r.PointId == point).OrderBy(r => r.PurposeId).ThenBy(r => r.TopicId).ThenBy(r => r.ContactId), ct))
        {
            if (record.ContactId.IsNone || held.People.Contains(record.ContactId))
            {
                yield return new("consent-status", "consent_records", $"{record.PointId}-{record.PurposeId}-{record.TopicId}-{record.ContactId}", record.RecordedAt, Fields(record));
            }
        }
    }

    private sealed record Sealed(long Number, long First, long Last);

    // what names another person at a shared address is theirs and stays out
    private IQueryable<ConsentEvent> Events(PortalDb db, Id<ContactPoint> point, Id<ConsentEvent> after)
    {
        var events = db.Set<ConsentEvent>().Where(e => e.PointId == point && e.Id > after);
        events = held.IsShared(point) ? events.Where(e => e.ContactId == default || held.People.Contains(e.ContactId)) : events;
        return events.OrderBy(e => e.Id);
    }

    private IReadOnlyList<PersonalField> Fields(ConsentEvent e, Dictionary<Id<SideRow>, string> sides, long? seal, string? message)
    {
        var (own, shared) = (e.ActorKind is ActorKind.Subject or ActorKind.Guardian, held.IsShared(e.PointId) && e.ContactId.IsNone);
        PersonalFields fields = [];
        fields.Add("contactPoint", e.PointId.Value).Add("profile", rules.Profile(e.ProfileId)?.Code).Add("purpose", rules.Purpose(e.PurposeId)?.Code).Add("topic", rules.Topic(e.TopicId)?.Code);
        fields.Add(new("status", Word.Of(e.NewStatus), Provided: own, OfOthers: shared)).Add("statusBefore", e.OldStatus).Add(new("occurredAt", Time(e.OccurredAt), Provided: own)).Add("recordedAt", e.RecordedAt)
            .Add("confirmedAt", e.ConfirmedAt).Add("validUntil", e.ValidUntil).Add("pausedUntil", e.PausedUntil).Add("action", e.Action).Add("source", e.Source)
            .Add("reason", e.Reason).Add("actedAs", e.ActorKind).Add("onBehalfOf", e.OnBehalfOf).Add("historyOnly", !e.Applied).Add("message", message)
            .Add("wording", sides.GetValueOrDefault(e.WordingId)).Add("wordingVersion", e.WordingVersion).Add("wordingLanguage", e.WordingLanguage).Add("preferenceCenterVersion", e.PreferenceCenterVersion);
        Origin(fields, sides.GetValueOrDefault(e.OriginId), own);
        return fields.Add("justification", sides.GetValueOrDefault(e.JustificationId), ofOthers: true)
            .Add("proofSequence", e.Sequence).Add("proofLeafSha256", e.LeafHash).Add("proofWordingSha256", e.WordingSha256).Add("proofSeal", seal).Items;
    }

    // {"ip":"…","userAgent":"…"} or the file of an import
    private static void Origin(PersonalFields fields, string? origin, bool own)
    {
        if (origin is null)
        {
            return;
        }

        try
        {
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(origin) ?? [])
            {
                fields.Add(new("origin." + name, value.ValueKind == JsonValueKind.Null ? "" : value.ToString(), Provided: own, Sensitive: true));
            }
        }
        catch (JsonException)
        {
            fields.Add("origin", origin, sensitive: true);
        }
    }

    private IReadOnlyList<PersonalField> Fields(ConsentRecord r) => new PersonalFields().Add("contactPoint", r.PointId.Value).Add("purpose", rules.Purpose(r.PurposeId)?.Code)
        .Add("topic", rules.Topic(r.TopicId)?.Code).Add("status", r.Status, ofOthers: held.IsShared(r.PointId) && r.ContactId.IsNone).Add("occurredAt", r.OccurredAt).Add("recordedAt", r.RecordedAt)
        .Add("validUntil", r.ValidUntil).Add("pausedUntil", r.PausedUntil).Add("actedAs", r.ActorKind).Items;

    private static string Time(DateTimeOffset instant) => new PersonalFields().Add("t", instant).Items[0].Value;
}
