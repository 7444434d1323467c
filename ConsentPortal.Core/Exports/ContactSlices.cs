using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
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
        var people = await (await MatchingAsync(db, hasher, filter, actor, rules, ct)).Where(c => c.Id > after).OrderBy(c => c.Id).Take(Size).ToListAsync(ct);
        Done = people.Count < Size;
        if (people.Count == 0)
        {
            return [];
        }

        last = people[^1].Id;
        var ids = people.ConvertAll(p => p.Id);
        var states = await db.Set<ContactState>().AsNoTracking().Where(s => ids.Contains(s.ContactId) && s.Until == null).ToDictionaryAsync(s => s.ContactId, ct);
        var accounts = await AccountsAsync(db, people, ct);
        var names = await NamesAsync(db, states.Values, ct);
        var addresses = await FindContacts.AddressesAsync(db, ids, ct);
        string Name(Id<Contact> id) => id.IsNone ? "" : names.GetValueOrDefault(id) is { Length: > 0 } name ? name : id.ToString();
        return people.ConvertAll(p => new ContactLine(p, states[p.Id], accounts.GetValueOrDefault(p.AccountId, ""), Name(states[p.Id].GuardianId), Name(states[p.Id].BecameId), ByChannel(addresses[p.Id])));
    }

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

    private static async Task<Dictionary<Id<Account>, string>> AccountsAsync(PortalDb db, List<Contact> people, CancellationToken ct)
    {
        var ids = people.Select(p => p.AccountId).Where(a => !a.IsNone).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }

    private static async Task<Dictionary<Id<Contact>, string>> NamesAsync(PortalDb db, IEnumerable<ContactState> states, CancellationToken ct)
    {
        var ids = states.SelectMany(s => new[] { s.GuardianId, s.BecameId }).Where(c => !c.IsNone).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<Contact>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalId ?? "", ct);
    }

    private static IReadOnlyList<string>[] ByChannel(IEnumerable<FindContacts.Address> addresses)
    {
        var all = new IReadOnlyList<string>[Enum.GetValues<Channel>().Length];
        foreach (var channel in addresses.GroupBy(a => a.Channel))
        {
            all[(int)channel.Key] = [.. channel.Select(a => a.Text)];
        }

        return all;
    }
}
