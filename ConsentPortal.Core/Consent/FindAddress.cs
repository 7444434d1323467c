using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Finds the contact points of a whole address, whatever its case or spelling, by its key: never by reading through all of them.</summary>
public sealed class FindAddress(IDbContextFactory<PortalDb> databases, AddressHasher hasher)
{
    /// <param name="Address">Null once erased.</param>
    public sealed record Row(Id<ContactPoint> Id, Channel Channel, string? Address);

    /// <summary>The channels on which the address is known to us; none when it is no whole address.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(string text, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } missing)
        {
            return missing;
        }

        List<byte[]> hashes = [];
        foreach (var channel in Channels.All)
        {
            if (ContactPointKey.TryParse(channel, Text.Clean(text), out var key))
            {
                hashes.Add(hasher.Of(key).ToBytes());
            }
        }

        return await ReadAsync(points => points.Where(p => hashes.Contains(p.KeyHash) && p.ErasedAt == null), actor, ct);
    }

    /// <summary>Those of a filter, for its chips; what the asker may not see is left out.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> NameAsync(IReadOnlyList<Id<ContactPoint>> ids, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } missing)
        {
            return missing;
        }

        var asked = ids.ToList();
        return await ReadAsync(points => points.Where(p => asked.Contains(p.Id)), actor, ct);
    }

    private async Task<List<Row>> ReadAsync(Func<IQueryable<ContactPoint>, IQueryable<ContactPoint>> narrow, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await narrow(db.Set<ContactPoint>().AsNoTracking().VisibleTo(db, actor)).OrderBy(p => p.Id).Select(p => new Row(p.Id, p.Channel, p.Address)).ToListAsync(ct);
    }
}
