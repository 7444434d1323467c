using System.Globalization;
using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>The person record with its own fields and its history, and the addresses with the times in which they were this person's.</summary>
public sealed class ContactsHoldings(HeldRows rows) : IHoldsPersonalData
{
    public string Room => "Contacts";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("contacts", "person"), new("contact_states", "person-history"), new("contact_points", "addresses"), new("contact_point_links", "address-history"), new("restrictions", "restrictions"),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        List<Id<Contact>> people = [.. subject.Contacts.Select(c => new Id<Contact>(c))];
        List<Id<ContactPoint>> points = [.. subject.ContactPoints.Select(p => new Id<ContactPoint>(p))];
        foreach (var contact in await rows.ReadAsync(db => db.Set<Contact>().Where(c => people.Contains(c.Id)).OrderBy(c => c.Id), ct))
        {
            yield return await PersonAsync(contact, ct);
        }

        foreach (var state in await rows.ReadAsync(db => db.Set<ContactState>().Where(s => people.Contains(s.ContactId)).OrderBy(s => s.Id), ct))
        {
            yield return await HistoryAsync(state, ct);
        }

        foreach (var point in await rows.ReadAsync(db => db.Set<ContactPoint>().Where(p => points.Contains(p.Id)).OrderBy(p => p.Id), ct))
        {
            yield return new("addresses", "contact_points", point.Id.ToString(), point.CreatedAt, new PersonalFields().Add("channel", point.Channel).Given("address", point.Address).Add("canonical", point.Canonical)
                .Add("since", point.CreatedAt).Add("erasedAt", point.ErasedAt).Items);
        }

        foreach (var link in await rows.ReadAsync(db => db.Set<ContactPointLink>().Where(l => people.Contains(l.ContactId)).OrderBy(l => l.Id), ct))
        {
            yield return new("address-history", "contact_point_links", link.Id.ToString(), link.From, new PersonalFields().Add("contactPoint", link.PointId.Value).Add("contact", link.ContactId.Value).Add("from", link.From).Add("until", link.Until).Items);
        }

        foreach (var restriction in await rows.ReadAsync(db => db.Set<Restriction>().Where(r => points.Contains(r.PointId)).OrderBy(r => r.Id), ct))
        {
            yield return new("restrictions", "restrictions", restriction.Id.ToString(), restriction.From, new PersonalFields().Add("contactPoint", restriction.PointId.Value).Add("reason", restriction.Reason, ofOthers: true)
                .Add("from", restriction.From).Add("until", restriction.Until).Items);
        }
    }

    private async Task<PersonalRecord> PersonAsync(Contact contact, CancellationToken ct)
    {
        var account = contact.AccountId.IsNone ? null : (await rows.ReadAsync(db => db.Set<Account>().Where(a => a.Id == contact.AccountId), ct)).FirstOrDefault();
        var fields = new PersonalFields().Add("kind", contact.Kind).Given("firstName", contact.FirstName).Given("lastName", contact.LastName).Given("jobTitle", contact.JobTitle).Given("language", contact.Language)
            .Add("externalId", contact.ExternalId).Add("account", account?.Name).Add("createdAt", contact.CreatedAt).Add("changedAt", contact.ChangedAt)
            .Add("mergedInto", contact.MergedIntoId.Value);
        var definitions = (await rows.ReadAsync(db => db.Set<ContactFieldDefinition>(), ct)).ToDictionary(f => f.Code, StringComparer.Ordinal);
        foreach (var (name, value) in contact.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var own = definitions.GetValueOrDefault(name);
            _ = own is { Denied: true } ? fields.Deny(name) : fields.Given(name, value, sensitive: own?.IsSensitive ?? false);
        }

        return new("person", "contacts", contact.Id.ToString(), contact.CreatedAt, fields.Items);
    }

    private async Task<PersonalRecord> HistoryAsync(ContactState state, CancellationToken ct)
    {
        var guardian = state.GuardianId.IsNone ? null : (await rows.ReadAsync(db => db.Set<Contact>().Where(c => c.Id == state.GuardianId), ct)).FirstOrDefault();
        return new("person-history", "contact_states", state.Id.ToString(), state.From, new PersonalFields().Add("from", state.From).Add("until", state.Until)
            .Add("consentLevel", ((int)state.Level).ToString(CultureInfo.InvariantCulture)).Add("child", state.Child).Add("guardian", guardian?.Name, ofOthers: true)
            .Add("doNotTrack", state.DoNotTrack).Add("doNotBulkMail", state.DoNotBulk).Add("doNotMail", state.DoNotMail).Add("doNotPhone", state.DoNotPhone)
            .Add("became", state.BecameId.Value).Add("mergedInto", state.MergedIntoId.Value).Items);
    }
}
