using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>People along their ids, so that each comes once, as it is when its slice is read, whatever is written meanwhile.</summary>
internal sealed class ContactSlices(IDbContextFactory<PortalDb> databases, AddressHasher hasher, ContactFilter filter, Actor actor, Rulebook rules) : ISlices<ContactLine>
{
    private const int Size = 1000;
    private Id<Contact> last;

    public bool Done { get; private set; }

    public async Task<IReadOnlyList<ContactLine>> NextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var after = last;
        var people = await ContactRow.ReadAsync(db, (await MatchingAsync(db, hasher, filter, actor, rules, ct)).Where(c => c.Id > after).OrderBy(c => c.Id).Take(Size), ct);
        Done = people.Count < Size;
        if (people.Count == 0)
        {
            return [];
        }

        last = people[^1].Id;
        people = people.ConvertAll(p => p.Restricted ? p.Bare() : p);
        var accounts = await AccountsAsync(db, people, ct);
        var names = await NamesAsync(db, people, ct);
        var addresses = await AddressesAsync(db, people, IsWhole, ct);
        string Name(Id<Contact> id) => id.IsNone ? "" : names.GetValueOrDefault(id) is { Length: > 0 } name ? name : id.ToString();
        return people.ConvertAll(p => new ContactLine(p, accounts.GetValueOrDefault(p.AccountId, ""), Name(p.GuardianId), Name(p.BecameId), p.Restricted ? null : addresses.GetValueOrDefault(p.Id), Own(p.Fields)));
    }

    private static Dictionary<string, string> Own(string stored) => stored is "{}" or "" ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stored) ?? [];

    public static async Task<long> CountAsync(PortalDb db, AddressHasher hasher, ContactFilter filter, Actor actor, Rulebook rules, int most, CancellationToken ct)
        => await (await MatchingAsync(db, hasher, filter, actor, rules, ct)).Take(most).LongCountAsync(ct);

    private static async Task<IQueryable<Contact>> MatchingAsync(PortalDb db, AddressHasher hasher, ContactFilter filter, Actor actor, Rulebook rules, CancellationToken ct)
    {
        var matching = await FindContacts.MatchingAsync(new() { Text = filter.Text, Kind = filter.Kind, AccountId = filter.AccountId }, actor, db, hasher, ct);
        if (actor.BoundToProfile is not { } code || code == "default")
        {
            return matching; // everybody is the default profile's
        }

        var purposes = rules.Profile(code)?.Purposes.Select(p => p.PurposeId).Distinct().ToList() ?? [];
        return matching.Where(c => db.Set<ContactPointLink>().Any(l => l.ContactId == c.Id && l.Until == null && db.Set<ConsentRecord>().Any(r => r.PointId == l.PointId && purposes.Contains(r.PurposeId))));
    }

    private static async Task<Dictionary<Id<Account>, string>> AccountsAsync(PortalDb db, List<ContactRow> people, CancellationToken ct)
    {
        var ids = people.Select(p => p.AccountId).Where(a => !a.IsNone).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }

    private static async Task<Dictionary<Id<Contact>, string>> NamesAsync(PortalDb db, List<ContactRow> people, CancellationToken ct)
    {
        var ids = people.SelectMany(s => new[] { s.GuardianId, s.BecameId }).Where(c => !c.IsNone).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Contact>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalId ?? "", ct);
    }

    // nearly every id between the first and the last of a slice is in it
    private bool IsWhole => string.IsNullOrEmpty(filter.Text) && filter.Kind is null && filter.AccountId.IsNone && !actor.OwnContactsOnly && actor.BoundToProfile is null;

    // in the order of FindContacts: those that were linked first come first
    private static async Task<Dictionary<Id<Contact>, IReadOnlyList<string>?[]>> AddressesAsync(PortalDb db, List<ContactRow> people, bool dense, CancellationToken ct)
    {
        var (from, to, ids) = (people[0].Id, people[^1].Id, dense ? [] : people.ConvertAll(p => p.Id));
        var links = dense ? db.Set<ContactPointLink>().Where(l => l.ContactId >= from && l.ContactId <= to) : db.Set<ContactPointLink>().Where(l => ids.Contains(l.ContactId));
        var linked = await RawReads.ReadAsync(db,
            from l in links
            join p in db.Set<ContactPoint>() on l.PointId equals p.Id
            where l.Until == null && p.ErasedAt == null
            orderby l.ContactId, l.From, p.Id
            select new { l.ContactId, p.Channel, p.Address }, r => (Contact: r.Id<Contact>(0), Channel: r.Word<Channel>(1), Address: r.TextOrNull(2) ?? ""), ct);
        Dictionary<Id<Contact>, IReadOnlyList<string>?[]> all = new(people.Count);
        foreach (var (contact, channel, address) in linked)
        {
            var own = all.TryGetValue(contact, out var known) ? known : all[contact] = new IReadOnlyList<string>?[Enum.GetValues<Channel>().Length];
            own[(int)channel] = own[(int)channel] is { } others ? [.. others, address] : [address];
        }

        return all;
    }
}
