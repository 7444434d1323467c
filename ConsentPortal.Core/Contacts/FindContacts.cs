using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>What a list of people is ordered by.</summary>
public enum ContactSort
{
    Changed,
    Name,
    Account,
    Kind,
}

/// <summary>Finds people by any part of name, address, number, account or external id.</summary>
public sealed class FindContacts(IDbContextFactory<PortalDb> databases, AddressHasher hasher)
{
    /// <summary>Counting stops here: beyond it nobody turns pages, they search.</summary>
    public const int CountMost = 10_000;
    public const int PageMost = 100;

    public sealed record Query
    {
        public string? Text { get; init; }

        public ContactKind? Kind { get; init; }

        public Id<Account> AccountId { get; init; }

        /// <summary>Only those whom the asker looks after.</summary>
        public bool Mine { get; init; }

        public ContactSort Sort { get; init; }

        public bool Ascending { get; init; }

        public int Skip { get; init; }

        public int Take { get; init; } = 25;
    }

    public sealed record Row(Id<Contact> Id, ContactKind Kind, string Name, string JobTitle, Id<Account> AccountId, string? Account, long OwnerId, DateTimeOffset ChangedAt)
    {
        /// <summary>The addresses in use, email first.</summary>
        public IReadOnlyList<Address> Addresses { get; init; } = [];

        /// <summary>Stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }
    }

    public sealed record Address(Id<ContactPoint> Id, Channel Channel, string Text);

    /// <summary>One page; <c>Count</c> is at most <see cref="CountMost"/> + 1, which means "more".</summary>
    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var matching = await MatchingAsync(query, actor, db, hasher, ct);
        var count = await matching.Take(CountMost + 1).CountAsync(ct);
        var page = await Ordered(matching, query, db).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, PageMost)).ToListAsync(ct);
        var addresses = await AddressesAsync(db, page.ConvertAll(r => r.Id), ct);
        return new Numbered<Row>(page.ConvertAll(r => r with { Addresses = [.. addresses[r.Id]] }), count);
    }

    internal static async Task<IQueryable<Contact>> MatchingAsync(Query query, Actor actor, PortalDb db, AddressHasher hasher, CancellationToken ct)
    {
        var search = await ContactSearch.ParseAsync(query.Text, db, hasher, ct);
        var matching = search.In(db.Set<Contact>().AsNoTracking().VisibleTo(actor), db);
        var me = actor.Number;
        matching = query.Kind is { } kind ? matching.Where(c => c.Kind == kind) : matching;
        matching = query.AccountId.IsNone ? matching : matching.Where(c => c.AccountId == query.AccountId);
        return query.Mine ? matching.Where(c => c.OwnerId == me) : matching;
    }

    private static IQueryable<Row> Ordered(IQueryable<Contact> contacts, Query query, PortalDb db)
    {
        var rows = from c in contacts
                   join a in db.Set<Account>() on c.AccountId equals a.Id into accounts
                   from account in accounts.DefaultIfEmpty()
                   select new { Contact = c, Account = account };
        var ordered = (query.Sort, query.Ascending) switch
        {
            (ContactSort.Name, true) => rows.OrderBy(r => r.Contact.SearchText),
            (ContactSort.Name, false) => rows.OrderByDescending(r => r.Contact.SearchText),
            (ContactSort.Account, true) => rows.OrderBy(r => r.Account == null).ThenBy(r => r.Account!.SearchText).ThenBy(r => r.Contact.SearchText),
            (ContactSort.Account, false) => rows.OrderBy(r => r.Account == null).ThenByDescending(r => r.Account!.SearchText).ThenBy(r => r.Contact.SearchText),
            (ContactSort.Kind, true) => rows.OrderBy(r => r.Contact.Kind).ThenBy(r => r.Contact.SearchText),
            (ContactSort.Kind, false) => rows.OrderByDescending(r => r.Contact.Kind).ThenBy(r => r.Contact.SearchText),
            (_, true) => rows.OrderBy(r => r.Contact.ChangedAt),
            _ => rows.OrderByDescending(r => r.Contact.ChangedAt),
        };
        return ordered.ThenBy(r => r.Contact.Id).Select(r => new Row(r.Contact.Id, r.Contact.Kind, (r.Contact.FirstName + " " + r.Contact.LastName).Trim(), r.Contact.JobTitle,
            r.Contact.AccountId, r.Account!.Name, r.Contact.OwnerId, r.Contact.ChangedAt) { Restricted = r.Contact.States.Any(s => s.Until == null && s.Restricted) });
    }

    internal static async Task<ILookup<Id<Contact>, Address>> AddressesAsync(PortalDb db, List<Id<Contact>> contacts, CancellationToken ct)
    {
        var linked = await (from l in db.Set<ContactPointLink>().AsNoTracking()
                            join p in db.Set<ContactPoint>() on l.PointId equals p.Id
                            where contacts.Contains(l.ContactId) && l.Until == null && p.ErasedAt == null
                            select new { l.ContactId, l.From, p.Id, p.Channel, p.Address }).ToListAsync(ct);
        return linked.OrderBy(l => l.Channel).ThenBy(l => l.From).ThenBy(l => l.Id).ToLookup(l => l.ContactId, l => new Address(l.Id, l.Channel, l.Address ?? ""));
    }
}
