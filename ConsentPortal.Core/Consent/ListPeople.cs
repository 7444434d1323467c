using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>People as programs list and read them: along their ids, by an id of theirs or ours (a merged one leads to the survivor), by address
/// or by name.</summary>
public sealed class ListPeople(IDbContextFactory<PortalDb> databases, AddressHasher hasher)
{
    public const int FoundMost = 100;

    /// <summary>What an id of ours begins with where an external id is expected too.</summary>
    public const string OwnId = "id:";

    public sealed record Query(Id<Contact> After, int Take)
    {
        public Id<Account> AccountId { get; init; }

        public ContactKind? Kind { get; init; }

        public ConsentLevel? Level { get; init; }

        public DateTimeOffset? ChangedSince { get; init; }
    }

    /// <param name="Guardian">External id, or ours where there is none; null = none. So too <paramref name="Became"/>.</param>
    /// <param name="Merged">The records that were merged into this one, by external id or ours.</param>
    public sealed record Row(Id<Contact> Id, ContactFields Fields, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, string? Account, string? Guardian, string? Became,
        IReadOnlyList<FindContacts.Address> Points, IReadOnlyList<string> Merged)
    {
        /// <summary>Stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }

        /// <summary>Own fields that the asker may read, and values that no field was defined for, by code.</summary>
        public IReadOnlyDictionary<string, string> Own { get; init; } = new Dictionary<string, string>();
    }

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (Refuse(actor) is { } refused)
        {
            return refused;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var people = db.Set<Contact>().VisibleTo(actor).Where(c => c.Id > query.After);
        people = query.AccountId.IsNone ? people : people.Where(c => c.AccountId == query.AccountId);
        people = query.Kind is { } kind ? people.Where(c => c.Kind == kind) : people;
        people = query.Level is { } level ? people.Where(c => c.States.Any(s => s.Until == null && s.Level == level)) : people;
        people = query.ChangedSince is { } since ? people.Where(c => c.ChangedAt >= since) : people;
        return await RowsAsync(db, people.OrderBy(c => c.Id).Take(query.Take), actor, true, ct);
    }

    /// <summary>By an external id, or by ours behind <see cref="OwnId"/>.</summary>
    /// <param name="sensitive">False = only to know whom is meant: sensitive fields stay closed, and no read of them is written down.</param>
    public async Task<Outcome<Row>> OneAsync(string name, Actor actor, CancellationToken ct, bool sensitive = true)
    {
        if (Refuse(actor) is { } refused)
        {
            return refused;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var id = name.StartsWith(OwnId, StringComparison.Ordinal)
            ? Id<Contact>.TryParse(name[OwnId.Length..], null, out var own) ? await ContactAliases.StandingAsync(db, own, ct) : default
            : await ContactAliases.ByExternalIdAsync(db, name, ct);
        return await RowsAsync(db, db.Set<Contact>().VisibleTo(actor).Where(c => c.Id == id), actor, sensitive, ct) is [var one] ? one : MergeScene.Missing;
    }

    /// <summary>Everybody who uses this address now, and (or) has this name or one alike; at most <see cref="FoundMost"/>.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> ByAsync(Channel? channel, string? address, string? name, Actor actor, CancellationToken ct)
    {
        if (Refuse(actor) is { } refused)
        {
            return refused;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var people = db.Set<Contact>().VisibleTo(actor);
        if (Text.CleanOrNull(address) is { } typed)
        {
            if (!ContactPointKey.TryParse(channel ?? ContactPointKey.Guess(typed), typed, out var key))
            {
                return Problem.Invalid("address", ContactPoints.Mend(channel ?? ContactPointKey.Guess(typed)));
            }

            var hash = hasher.Of(key).ToBytes();
            var points = db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id);
            people = people.Where(c => db.Set<ContactPointLink>().Any(l => l.ContactId == c.Id && l.Until == null && points.Contains(l.PointId)));
        }

        foreach (var word in Text.Clean(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            var pattern = SearchText.Containing(SearchText.Fold(word));
            people = people.Where(c => EF.Functions.Like(c.SearchText, pattern, "\\"));
        }

        return await RowsAsync(db, people.OrderBy(c => c.Id).Take(FoundMost), actor, true, ct);
    }

    // who is of which profile hangs on consent; a key of one brand has its own lists for that
    private static Problem? Refuse(Actor actor) => actor.LacksForPeople(Permission.ReadContacts);

    private static async Task<List<Row>> RowsAsync(PortalDb db, IQueryable<Contact> people, Actor actor, bool sensitive, CancellationToken ct)
    {
        var found = await people.AsNoTracking().Include(c => c.States.Where(s => s.Until == null)).ToListAsync(ct);
        var ids = found.ConvertAll(c => c.Id);
        var points = await FindContacts.AddressesAsync(db, ids, ct);
        var accounts = found.Select(c => c.AccountId).Where(a => !a.IsNone).Distinct().ToList();
        var names = accounts.Count == 0 ? [] : await db.Set<Account>().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var others = found.SelectMany(c => new[] { c.State.GuardianId, c.State.BecameId }).Where(c => !c.IsNone).Distinct().ToList();
        var known = await db.Set<Contact>().AsNoTracking().Where(c => others.Contains(c.Id) || ids.Contains(c.MergedIntoId)).Select(c => new { c.Id, c.ExternalId, c.MergedIntoId }).ToListAsync(ct);
        string? Name(Id<Contact> id) => id.IsNone ? null : known.Find(k => k.Id == id)?.ExternalId ?? $"{OwnId}{id}";
        var own = await OwnAsync(db, found, actor, sensitive, ct);
        return found.ConvertAll(c => new Row(c.Id, ContactFields.Of(c), c.Version, c.CreatedAt, c.ChangedAt, names.GetValueOrDefault(c.AccountId), Name(c.State.GuardianId), Name(c.State.BecameId),
            [.. points[c.Id]], [.. known.Where(k => k.MergedIntoId == c.Id).Select(k => Name(k.Id)!).Order(StringComparer.Ordinal)]) { Own = own[c.Id], Restricted = c.State.Restricted });
    }

    // each person whose sensitive fields are handed out has an entry in the trail before the answer leaves
    private static async Task<Dictionary<Id<Contact>, IReadOnlyDictionary<string, string>>> OwnAsync(PortalDb db, List<Contact> found, Actor actor, bool sensitive, CancellationToken ct)
    {
        var book = await FieldBook.ReadAsync(db, actor, ct);
        Dictionary<Id<Contact>, IReadOnlyDictionary<string, string>> own = [];
        var read = false;
        foreach (var contact in found)
        {
            var opened = book.Open(contact.Fields, sensitive);
            own[contact.Id] = opened.Concat(book.Loose(contact.Fields)).ToDictionary(StringComparer.Ordinal);
            if (book.SensitiveIn(opened) is { Count: > 0 } labels)
            {
                db.Announce(ContactFieldEvent.ReadOf(contact.Id, contact.Name, labels), actor);
                read = true;
            }
        }

        if (read)
        {
            await db.SaveChangesAsync(ct);
        }

        return own;
    }
}
