using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The consent events in the order of their commits, from any point: how another system follows every yes and every no. Sequence
/// numbers have no gap and never appear behind one that was read, so a reader who goes on from <c>Next</c> misses nothing and meets nothing twice.</summary>
public sealed class ReadFeed(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int MostRows = 1000;

    /// <summary>Events that one call looks through for a key that sees only some of them.</summary>
    private const int Window = 20_000;

    /// <param name="After">The last sequence number that the reader has; 0 = from the beginning.</param>
    public sealed record Query(long After, int Limit);

    /// <param name="Next">Hand it back as <c>After</c>: it also passes by what this reader may not see.</param>
    /// <param name="More">There is more behind it already.</param>
    public sealed record View(IReadOnlyList<Row> Rows, long Next, bool More);

    /// <param name="Address">As it was typed; null where the reader may not see it, or it was erased.</param>
    public sealed record Row(ConsentEvent Happened, Channel Channel, string? Address, string Profile, string Purpose, string? Topic, string? Contact, string? MessageRef);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadEvents) is { } missing)
        {
            return missing;
        }

        if (query is { After: < 0 } or { Limit: < 1 or > MostRows })
        {
            return Problem.Invalid(query.After < 0 ? "after" : "limit", query.After < 0 ? "Send the last sequence number that you have, or 0." : $"Send a number from 1 to {MostRows}.");
        }

        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = db.Set<ConsentEvent>().AsNoTracking();
        var head = await events.MaxAsync(e => (long?)e.Sequence, ct) ?? 0; // first: what is committed later is the next call's
        if (query.After > head)
        {
            return Problem.Conflict($"The feed ends at {head}. Where you have read further, this portal was put back from a backup: read again from a point that both know.", "after");
        }

        var end = mine.Only is null ? head : Math.Min(head, query.After + Window);
        events = events.Where(e => e.Sequence > query.After && e.Sequence <= end);
        events = mine.Only is { } only ? events.Where(e => only.Contains(e.PurposeId)) : events;
        var found = await events.OrderBy(e => e.Sequence).Take(query.Limit).ToListAsync(ct);
        var next = found.Count == query.Limit ? found[^1].Sequence : end;
        return new View(await RowsAsync(db, found, mine, actor.May(Permission.ReadContacts) && !actor.OwnContactsOnly, ct), next, next < head);
    }

    private static async Task<IReadOnlyList<Row>> RowsAsync(PortalDb db, List<ConsentEvent> events, SeenRules mine, bool seesAddresses, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var names = await EventNames.ReadAsync(db, events, ct);
        var ids = events.Select(e => e.PointId).Distinct().ToList();
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Channel, p.Address }).ToDictionaryAsync(p => p.Id, ct);
        return events.ConvertAll(e => new Row(e, points[e.PointId].Channel, seesAddresses ? points[e.PointId].Address : null, mine.Code(e.ProfileId), mine.Code(e.PurposeId), mine.Code(e.TopicId),
            names.Contact(e.ContactId), names.Message(e.MessageRefId)));
    }
}
