using System.Runtime.CompilerServices;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What else this room holds: suppressions, questions that were asked, entries of forms, what was saved on the preference page, merges.</summary>
internal sealed class HeldQuestions(HeldRows rows, Rulebook rules, HeldPoints held)
{
    public async IAsyncEnumerable<PersonalRecord> OfAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var part in new Func<CancellationToken, IAsyncEnumerable<PersonalRecord>>[] { stop => SuppressionsAsync(subject, stop), AskedAsync, SavesAsync, MergesAsync })
        {
            await foreach (var record in part(ct))
            {
                yield return record;
            }
        }
    }

    private async IAsyncEnumerable<PersonalRecord> SuppressionsAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var hashes = subject.KeyHashes.ToList();
        var all = await rows.ReadAsync(db => db.Set<Suppression>().Where(s => hashes.Contains(s.KeyHash)).OrderBy(s => s.Id), ct);
        var notes = await rows.TextsAsync(all.Select(s => s.NoteId), ct);
        foreach (var s in all)
        {
            yield return new("suppressions", "suppressions", s.Id.ToString(), s.From, new PersonalFields().Add("channel", s.Channel).Add("scope", s.Scope).Add("purpose", rules.Purpose(s.PurposeId)?.Code).Add("reason", s.Reason)
                .Add("note", notes.GetValueOrDefault(s.NoteId), ofOthers: true).Add("from", s.From).Add("until", s.Until).Items);
        }

        var ids = all.ConvertAll(s => s.Id);
        foreach (var lift in await rows.ReadAsync(db => db.Set<SuppressionLift>().Where(l => ids.Contains(l.SuppressionId)).OrderBy(l => l.Id), ct))
        {
            yield return new("suppressions", "suppression_lifts", lift.Id.ToString(), lift.From, new PersonalFields().Add("liftedFor", rules.Purpose(lift.PurposeId)?.Code).Add("from", lift.From).Add("until", lift.Until).Items);
        }
    }

    private async IAsyncEnumerable<PersonalRecord> AskedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var asked = await rows.ReadAsync(db => db.Set<ConsentRequest>().Include(r => r.Items).Where(r => held.Points.Contains(r.PointId)).OrderBy(r => r.Id), ct);
        foreach (var q in asked)
        {
            yield return new("consent-questions", "consent_requests", q.Id.ToString(), q.RequestedAt, new PersonalFields().Add("kind", q.Kind).Add("contactPoint", q.PointId.Value).Add("profile", rules.Profile(q.ProfileId)?.Code)
                .Add("language", q.Language).Add("wording", q.Wording).Add("levelWanted", q.LevelWanted).Add("requestedAt", q.RequestedAt).Add("expiresAt", q.ExpiresAt).Add("remindedAt", q.RemindedAt)
                .Add("answeredAt", q.ClosedAt).Given("confirmed", q.Confirmed).Items);
            foreach (var item in q.Items)
            {
                yield return new("consent-questions", "consent_request_items", item.Id.ToString(), q.RequestedAt, new PersonalFields().Add("question", q.Id.Value).Add("purpose", rules.Purpose(item.PurposeId)?.Code)
                    .Add("topic", rules.Topic(item.TopicId)?.Code).Add("wordingVersion", item.WordingVersion).Add("withdrawnAt", item.WithdrawnAt).Items);
            }
        }

        var forms = asked.Select(q => q.PersonId).ToList();
        foreach (var p in await rows.ReadAsync(db => db.Set<RequestedPerson>().Where(p => forms.Contains(p.Id) || held.People.Contains(p.ContactId)).OrderBy(p => p.Id), ct))
        {
            yield return new("form-entries", "requested_people", p.Id.ToString(), p.CreatedAt, new PersonalFields().Given("firstName", p.FirstName).Given("lastName", p.LastName).Given("language", p.Language).Given("child", p.Child)
                .Given("guardianName", p.GuardianName, ofOthers: true).Given("guardianAddress", p.GuardianAddress, ofOthers: true).Add("createdAt", p.CreatedAt).Items);
        }
    }

    private async IAsyncEnumerable<PersonalRecord> SavesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var some in rows.SlicesAsync<UndoOffer>((db, last) => db.Set<UndoOffer>().Where(o => held.Points.Contains(o.PointId) && o.Id > (last == null ? default : last.Id)).OrderBy(o => o.Id), ct))
        {
            foreach (var o in some)
            {
                yield return new("saves", "undo_offers", o.Id.ToString(), o.SavedAt, new PersonalFields().Add("contactPoint", o.PointId.Value).Add("profile", rules.Profile(o.ProfileId)?.Code).Given("savedAt", o.SavedAt)
                    .Add("levelBefore", o.LevelBefore).Given("levelAfter", o.LevelAfter).Add("takenBackAt", o.UsedAt).Items);
            }
        }

        foreach (var t in await rows.ReadAsync(db => db.Set<ToldSaves>().Where(t => held.Points.Contains(t.PointId)).OrderBy(t => t.Id), ct))
        {
            yield return new("saves", "told_saves", t.Id.ToString(), t.StartedAt, new PersonalFields().Add("contactPoint", t.PointId.Value).Add("switchedOff", string.Join("; ", t.Saves.SelectMany(s => s.Off)))
                .Add("language", t.Language).Add("doubtful", t.Doubtful).Add("startedAt", t.StartedAt).Items);
        }

        foreach (var f in await rows.ReadAsync(db => db.Set<FlaggedSave>().Where(f => held.Points.Contains(f.PointId)).OrderBy(f => f.Id), ct))
        {
            yield return new("saves", "flagged_saves", f.Id.ToString(), f.SavedAt, new PersonalFields().Add("contactPoint", f.PointId.Value).Add("network", f.Network, sensitive: true).Add("signs", f.Signs).Add("savedAt", f.SavedAt).Items);
        }
    }

    private async IAsyncEnumerable<PersonalRecord> MergesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var m in await rows.ReadAsync(db => db.Set<ContactMerge>().Where(m => held.People.Contains(m.SurvivorId) || held.People.Contains(m.MergedId)).OrderBy(m => m.Id), ct))
        {
            var notes = MergeNotes.Of(m);
            yield return new("merges", "contact_merges", m.Id.ToString(), m.From, new PersonalFields().Add("survivor", m.SurvivorId.Value).Add("merged", m.MergedId.Value).Add("from", m.From).Add("until", m.Until)
                .Add("survivorName", NameOf(notes.SurvivorBefore)).Add("mergedName", NameOf(notes.MergedBefore)).Items);
        }
    }

    private static string NameOf(ContactFields fields) => $"{fields.FirstName} {fields.LastName}".Trim();
}
