using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Why two records may be one person.</summary>
public enum DuplicateSign
{
    /// <summary>They use the same address. Families do too.</summary>
    SameAddress,

    /// <summary>The same name at the same account, whatever its case, accents and order.</summary>
    SameNameAndAccount,

    /// <summary>The same name.</summary>
    SameName,
}

/// <summary>Finds records that may be one person: of one contact, or in the whole portal. Children are left out: an address shared with a parent
/// makes nobody the same person.</summary>
public sealed class FindDuplicates(IDbContextFactory<PortalDb> databases)
{
    private const int Most = 20, CountMost = 1000;

    public sealed record Person(Id<Contact> Id, string Name, string? ExternalId, string? Account, IReadOnlyList<FindContacts.Address> Addresses)
    {
        /// <summary>Stored and nothing else (GDPR art. 18).</summary>
        public bool Restricted { get; init; }
    }

    public sealed record Row(Person Other, DuplicateSign Sign);

    public sealed record Pair(Person One, Person Other, DuplicateSign Sign);

    /// <summary>Surest first, at most 20.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Id<Contact> of, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var adults = Adults(db, actor);
        if (await adults.AsNoTracking().FirstOrDefaultAsync(c => c.Id == of, ct) is not { } self)
        {
            return new List<Row>();
        }

        var points = db.Set<ContactPointLink>().Where(l => l.ContactId == of && l.Until == null).Select(l => l.PointId);
        var sharing = await adults.Where(c => c.Id != of && db.Set<ContactPointLink>().Any(l => l.ContactId == c.Id && l.Until == null && points.Contains(l.PointId))).OrderBy(c => c.Id).Take(Most).Select(c => c.Id).ToListAsync(ct);
        var (straight, swapped) = (SearchText.Fold($"{self.LastName} {self.FirstName}"), SearchText.Fold($"{self.FirstName} {self.LastName}"));
        var named = straight.Length == 0 ? [] : await adults.Where(c => c.Id != of && (c.SearchText.StartsWith(straight) || c.SearchText.StartsWith(swapped)))
            .OrderBy(c => c.Id).Take(Most * 5).Select(c => new { c.Id, c.FirstName, c.LastName, c.AccountId }).ToListAsync(ct);
        var alike = named.Where(c => SearchText.Fold($"{c.LastName} {c.FirstName}") is var name && (name == straight || name == swapped)).ToDictionary(c => c.Id, c => c.AccountId);
        List<(Id<Contact> Id, DuplicateSign Sign)> found = [.. sharing.Select(id => (id, DuplicateSign.SameAddress)),
            .. alike.Where(c => !sharing.Contains(c.Key)).Select(c => (c.Key, !c.Value.IsNone && c.Value == self.AccountId ? DuplicateSign.SameNameAndAccount : DuplicateSign.SameName)).OrderBy(c => c.Item2)];
        var people = await PeopleAsync(db, [.. found.Take(Most).Select(f => f.Id)], ct);
        return found.Take(Most).Select(f => new Row(people[f.Id], f.Sign)).ToList();
    }

    /// <summary>One page of pairs in the whole portal; <c>Count</c> stops at 1,000.</summary>
    /// <param name="byName">Those with the same name; else those with the same address.</param>
    public async Task<Outcome<Numbered<Pair>>> PageAsync(bool byName, int skip, int take, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var pairs = byName ? ByName(db, actor) : ByAddress(db, actor);
        var count = await pairs.Take(CountMost).CountAsync(ct);
        var page = await pairs.OrderBy(p => p.One).ThenBy(p => p.Other).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct);
        var people = await PeopleAsync(db, [.. page.SelectMany(p => new[] { p.One, p.Other }).Distinct()], ct);
        return new Numbered<Pair>(page.ConvertAll(p => new Pair(people[p.One], people[p.Other],
            !byName ? DuplicateSign.SameAddress : people[p.One].Account is { } account && account == people[p.Other].Account ? DuplicateSign.SameNameAndAccount : DuplicateSign.SameName)), count);
    }

    private sealed record Ids
    {
        public Id<Contact> One { get; init; }

        public Id<Contact> Other { get; init; }
    }

    private static IQueryable<Ids> ByAddress(PortalDb db, Actor actor)
    {
        var adults = Adults(db, actor);
        var links = db.Set<ContactPointLink>().Where(l => l.Until == null);
        return (from a in links
                join b in links on a.PointId equals b.PointId
                where a.ContactId < b.ContactId && adults.Any(c => c.Id == a.ContactId) && adults.Any(c => c.Id == b.ContactId)
                select new Ids { One = a.ContactId, Other = b.ContactId }).Distinct();
    }

    private static IQueryable<Ids> ByName(PortalDb db, Actor actor)
    {
        var named = Adults(db, actor).Where(c => c.FirstName != "" && c.LastName != "");
#pragma warning disable CA1304, CA1311, MA0011 // runs in the database, which knows no culture
        return named.Join(named, a => new { First = a.FirstName.ToLower(), Last = a.LastName.ToLower() }, b => new { First = b.FirstName.ToLower(), Last = b.LastName.ToLower() },
            (a, b) => new Ids { One = a.Id, Other = b.Id }).Where(p => p.One < p.Other);
#pragma warning restore CA1304, CA1311, MA0011
    }

    private static IQueryable<Contact> Adults(PortalDb db, Actor actor) => db.Set<Contact>().VisibleTo(actor).Where(c => !c.States.Any(s => s.Until == null && s.Child));

    private static async Task<Dictionary<Id<Contact>, Person>> PeopleAsync(PortalDb db, List<Id<Contact>> ids, CancellationToken ct)
    {
        var addresses = await FindContacts.AddressesAsync(db, ids, ct);
        var rows = await (from c in db.Set<Contact>().AsNoTracking()
                          join a in db.Set<Account>() on c.AccountId equals a.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          where ids.Contains(c.Id)
                          select new { c.Id, c.FirstName, c.LastName, c.ExternalId, Account = account == null ? null : account.Name, Restricted = c.States.Any(s => s.Until == null && s.Restricted) }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, r => new Person(r.Id, $"{r.FirstName} {r.LastName}".Trim(), r.ExternalId, r.Account, [.. addresses[r.Id]]) { Restricted = r.Restricted });
    }
}
