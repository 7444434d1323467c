using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Another system states a person by its own id: made where it is new, else changed. What is left out (null) stays as it is; an
/// unknown account is made by its name; given points are the full set, so missing ones are unlinked. Under
/// the id of a record that was merged away limits only get stricter.</summary>
public sealed class UpsertContact(WriteQueue queue, ContactPoints points, IdSource ids)
{
    public sealed record Command(string ExternalId)
    {
        public ContactKind? Kind { get; init; }

        public string? FirstName { get; init; }

        public string? LastName { get; init; }

        public string? JobTitle { get; init; }

        /// <summary>The account's name; empty = none.</summary>
        public string? Account { get; init; }

        public string? Language { get; init; }

        public ConsentLevel? Level { get; init; }

        public bool? Child { get; init; }

        /// <summary>External id of the guardian; empty = none.</summary>
        public string? Guardian { get; init; }

        /// <summary>False = do not track this person.</summary>
        public bool? Tracking { get; init; }

        public bool? DoNotBulk { get; init; }

        public bool? DoNotMail { get; init; }

        public bool? DoNotPhone { get; init; }

        /// <summary>External id of the contact that this lead became; empty = none.</summary>
        public string? Became { get; init; }

        public IReadOnlyList<PointEntry>? Points { get; init; }

        /// <summary>Own fields by code; empty clears, what is left out stays.</summary>
        public IReadOnlyDictionary<string, string?>? Own { get; init; }

        /// <summary>The version that the sender saw, -1 = nobody was there under this id; null = whatever stands there is changed.</summary>
        public int? Version { get; init; }
    }

    public sealed record View(Id<Contact> Id, bool Created);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        var external = Text.Clean(command.ExternalId);
        return external.Length is 0 or > Contact.ExternalIdMaxLength
            ? Problem.Invalid("externalId", $"An external id has 1 to {Contact.ExternalIdMaxLength} characters.")
            : await queue.RunAsync(session => RunAsync(session, command with { ExternalId = external }, actor, ct), ct: ct);
    }

    private async ValueTask<Outcome<View>> RunAsync(WriteSession session, Command command, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var standing = await ContactAliases.ByExternalIdAsync(db, command.ExternalId, ct);
        var known = standing.IsNone ? null : await db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).Include(c => c.Links.Where(l => l.Until == null)).FirstAsync(c => c.Id == standing, ct);
        if (command.Version is { } seen && seen != (known?.Version ?? -1))
        {
            return Problem.Conflict(EditContact.Meanwhile, "version");
        }

        List<Problem> problems = [];
        var fields = (await StatedContact.ReadAsync(command, known, db, problems, ct)).Clean();
        if (known is { State.Restricted: true })
        {
            return await OnlyStricterAsync(session, known, fields, command.Points is not null || command.Own is { Count: > 0 }, actor, ct);
        }

        problems.AddRange(await ContactRules.CheckAsync(fields, known?.Id ?? default, db, actor, ct));
        var addresses = command.Points is null ? null : ContactPoints.Parse(command.Points, await AddContact.CountryAsync(db, fields.AccountId, ct), problems);
        ChangeList changes = new();
        var own = command.Own is { Count: > 0 } said ? (await FieldBook.ReadAsync(db, actor, ct)).Lay(known?.Fields ?? [], said, problems, changes) : known?.Fields ?? [];
        if (problems.Count > 0)
        {
            return problems;
        }

        fields = await WithAccountAsync(fields, command.Account, db, session.Now, actor, ct);
        var contact = known ?? new Contact { Id = ids.Next<Contact>(), CreatedAt = session.Now };
        (known is null ? new ContactFields { Kind = fields.Kind } : ContactFields.Of(known)).ChangesTo(fields, changes);
        contact.Fields = own;
        contact.Take(fields, ids, session.Now);
        await SetPointsAsync(session, contact, addresses, full: known is null || known.ExternalId == command.ExternalId, changes, ct);
        return await SaveAsync(session, contact, known is null, changes, actor, ct);
    }

    // an account that nobody named before is made
    private async ValueTask<ContactFields> WithAccountAsync(ContactFields fields, string? named, PortalDb db, DateTimeOffset now, Actor actor, CancellationToken ct)
    {
        if (!fields.AccountId.IsNone || Text.CleanOrNull(named) is not { } name)
        {
            return fields;
        }

        var account = AddAccount.Make(new(name), ids, now);
        AddAccount.Announce(db, account, actor);
        await db.SaveChangesAsync(ct);
        return fields with { AccountId = account.Id };
    }

    // the limits are taken, the rest is refused: nobody's no is lost
    private async ValueTask<Outcome<View>> OnlyStricterAsync(WriteSession session, Contact known, ContactFields wanted, bool points, Actor actor, CancellationToken ct)
    {
        var (now, kept) = (ContactFields.Of(known), RestrictedPeople.Stricter(ContactFields.Of(known), wanted));
        known.Take(kept, ids, session.Now);
        var saved = await SaveAsync(session, known, false, now.ChangesTo(kept), actor, ct);
        return kept == wanted && !points ? saved : RestrictedPeople.Refusal;
    }

    private static async Task<View> SaveAsync(WriteSession session, Contact contact, bool created, ChangeList changes, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (created)
        {
            db.Add(contact);
        }

        if (created || changes.Any)
        {
            db.Announce(ContactEvent.Of(created ? "contact.added" : "contact.edited", contact, await ContactChanges.InWordsAsync(changes.Items, db, ct)), actor);
            await db.SaveChangesAsync(ct);
        }

        return new(contact.Id, created);
    }

    // a record that was merged away knows only its own addresses: what it does not name is not gone
    private async Task SetPointsAsync(WriteSession session, Contact contact, List<ContactPoints.Parsed>? addresses, bool full, ChangeList changes, CancellationToken ct)
    {
        if (addresses is null)
        {
            return;
        }

        var db = await session.DbAsync(ct);
        HashSet<Id<ContactPoint>> wanted = [];
        foreach (var address in addresses)
        {
            var point = await points.FindOrMakeAsync(db, address, session.Now, ct);
            wanted.Add(point.Id);
            if (points.Link(contact, point, session.Now))
            {
                changes.Add(Word.Of(address.Key.Channel), null, address.Key.Canonical);
            }
        }

        var gone = contact.Links.Where(l => full && l.IsOpen && !wanted.Contains(l.PointId)).ToList();
        var names = await db.Set<ContactPoint>().Where(p => gone.Select(l => l.PointId).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var link in gone)
        {
            link.Close(session.Now);
            changes.Add(Word.Of(names[link.PointId].Channel), names[link.PointId].Canonical, null);
        }
    }
}
