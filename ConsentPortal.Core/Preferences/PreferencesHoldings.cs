using System.Runtime.CompilerServices;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>What the person entered on public pages: sign-ups and wishes that wait, and why they left.</summary>
public sealed class PreferencesHoldings(HeldRows rows) : IHoldsPersonalData
{
    public string Room => "Preferences";

    public IReadOnlyList<PersonalTable> Tables { get; } = [new("subscriptions", "sign-ups"), new("public_wishes", "wishes"), new("leaving_reasons", "leaving-reasons")];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        List<string> typed = [.. subject.Addresses.Select(a => a.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        List<Id<ContactPoint>> points = [.. subject.ContactPoints.Select(p => new Id<ContactPoint>(p))];
        foreach (var s in await rows.ReadAsync(db => db.Set<Subscription>().Where(s => (s.Email != "" && typed.Contains(s.Email.ToLower())) || (s.Phone != "" && typed.Contains(s.Phone)) || (s.NumberPointId != default && points.Contains(s.NumberPointId))).OrderBy(s => s.Id), ct))
        {
            yield return new("sign-ups", "subscriptions", s.Id.ToString(), s.At, new PersonalFields().Given("email", s.Email).Given("phone", s.Phone).Given("firstName", s.FirstName).Given("lastName", s.LastName).Given("child", s.Child)
                .Given("guardianName", s.GuardianName, ofOthers: true).Given("guardianEmail", s.GuardianEmail, ofOthers: true).Given("language", s.Language).Given("ticked", string.Join("; ", s.Ticks.Select(t => t.Wording)))
                .Given("ip", s.Ip, sensitive: true).Given("userAgent", s.UserAgent, sensitive: true).Add("pageVersion", s.PageVersion).Add("at", s.At).Items);
        }

        foreach (var w in await rows.ReadAsync(db => db.Set<PublicWish>().Where(w => typed.Contains(w.Address.ToLower())).OrderBy(w => w.Id), ct))
        {
            yield return new("wishes", "public_wishes", w.Id.ToString(), w.At, new PersonalFields().Given("kind", w.Kind).Given("address", w.Address).Given("language", w.Language).Add("at", w.At).Items);
        }

        var reasons = await rows.ReadAsync(db => db.Set<LeavingReason>().Where(r => db.Set<UndoOffer>().Any(o => o.Id == r.SaveId && points.Contains(o.PointId))).OrderBy(r => r.Id), ct);
        var notes = await rows.TextsAsync(reasons.Select(r => r.NoteId), ct);
        foreach (var r in reasons)
        {
            yield return new("leaving-reasons", "leaving_reasons", r.Id.ToString(), r.At, new PersonalFields().Given("reason", r.Word).Given("note", notes.GetValueOrDefault(r.NoteId)).Add("at", r.At).Items);
        }
    }
}
