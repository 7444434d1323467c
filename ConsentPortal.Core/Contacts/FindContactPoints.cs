using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Finds addresses that belong to nobody: imported or reported by another system without a person.</summary>
public sealed class FindContactPoints(IDbContextFactory<PortalDb> databases, AddressHasher hasher)
{
    public sealed record Query(string? Text, Channel? Channel = null, int Skip = 0, int Take = 25);

    public sealed record Row(Id<ContactPoint> Id, Channel Channel, string Address, DateTimeOffset CreatedAt);

    /// <summary>Newest first; <c>Count</c> is at most <see cref="FindContacts.CountMost"/> + 1. A representative who sees only their own
    /// contacts sees none, because nobody owns these.</summary>
    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        if (actor.OwnContactsOnly)
        {
            return new Numbered<Row>([], 0);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var search = await ContactSearch.ParseAsync(query.Text, db, hasher, ct);
        var links = db.Set<ContactPointLink>();
        var bare = search.In(db.Set<ContactPoint>().AsNoTracking()).Where(p => p.ErasedAt == null && !links.Any(l => l.PointId == p.Id && l.Until == null));
        bare = query.Channel is { } channel ? bare.Where(p => p.Channel == channel) : bare;
        var count = await bare.Take(FindContacts.CountMost + 1).CountAsync(ct);
        var page = await bare.OrderByDescending(p => p.Id).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, FindContacts.PageMost))
            .Select(p => new Row(p.Id, p.Channel, p.Address!, p.CreatedAt)).ToListAsync(ct);
        return new Numbered<Row>(page, count);
    }
}
