using System.Globalization;
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
    private const int Window = 5 * MostRows;

    public sealed record Query(FeedPlace After, int Limit);

    /// <param name="Next">Hand it back as <c>After</c>: it also passes by what this reader may not see.</param>
    /// <param name="More">There is more behind it already.</param>
    public sealed record View(IReadOnlyList<Row> Rows, FeedPlace Next, bool More);

    /// <param name="Address">As it was typed; null where the reader may not see it, or it was erased.</param>
    public sealed record Row(ConsentEvent Happened, Channel Channel, string? Address, string Profile, string Purpose, string? Topic, string? Contact, string? MessageRef);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadEvents) is { } missing)
        {
            return missing;
        }

        if (query.Limit is < 1 or > MostRows)
        {
            return Problem.Invalid("limit", $"Send a number from 1 to {MostRows}.");
        }

        var mine = SeenRules.Of(await rulebooks.FreshAsync(ct), actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = db.Set<ConsentEvent>().AsNoTracking();
        var head = await events.MaxAsync(e => (long?)e.Sequence, ct) ?? 0; // first: what is committed later is the next call's
        if (await ElsewhereAsync(events, query.After, head, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (query.After.Sequence == head)
        {
            return new View([], query.After, More: false);
        }

        // by sequence alone: a list of purposes beside it would lead the planner away from the order of the ledger
        var looked = await FeedPoint.ReadAsync(db, events.Where(e => e.Sequence > query.After.Sequence && e.Sequence <= head).OrderBy(e => e.Sequence).Take(mine.Only is null ? query.Limit : Window), ct);
        var seen = looked.Where(f => mine.Sees(f.Happened.PurposeId)).Take(query.Limit).ToList();
        var last = (seen.Count == query.Limit ? seen[^1] : looked[^1]).Happened;
        return new View(await RowsAsync(db, seen, mine, actor.May(Permission.ReadContacts) && !actor.OwnContactsOnly, ct), new(last.Sequence, last.Id), last.Sequence < head);
    }

    // a portal that was put back from a backup counts on from an older number: who read further must not take that for the same feed
    private static async Task<Problem?> ElsewhereAsync(IQueryable<ConsentEvent> events, FeedPlace after, long head, CancellationToken ct)
        => after.Sequence > head ? Problem.Conflict($"The feed ends at {head}. Where you have read further, this portal was put back from a backup: read again from a point that both know.", "after")
            : !after.Id.IsNone && !await events.AnyAsync(e => e.Sequence == after.Sequence && e.Id == after.Id, ct)
                ? Problem.Conflict("Another event has this place now: this portal was put back from a backup. Read again from a point that both know.", "after") : null;

    internal static async Task<IReadOnlyList<Row>> RowsAsync(PortalDb db, List<FeedPoint> found, SeenRules mine, bool seesAddresses, CancellationToken ct)
    {
        var names = await EventNames.ReadAsync(db, found.ConvertAll(f => f.Happened), ct);
        return found.ConvertAll(f => new Row(f.Happened, f.Channel, seesAddresses ? f.Address : null, mine.Code(f.Happened.ProfileId), mine.Code(f.Happened.PurposeId), mine.Code(f.Happened.TopicId),
            names.Contact(f.Happened.ContactId), names.Message(f.Happened.MessageRefId)));
    }
}

/// <summary>A place in the feed: behind the event with this number. With its id the feed can tell that it is still the same event.</summary>
/// <param name="Sequence">0 = before the first.</param>
/// <param name="Id">None where the reader knows the number alone.</param>
public readonly record struct FeedPlace(long Sequence, Id<ConsentEvent> Id)
{
    /// <summary><c>4711</c> or <c>4711.71010399211225088</c>.</summary>
    public static bool TryParse(string text, out FeedPlace place)
    {
        var parts = text.Split('.');
        var good = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) & parts.Length <= 2;
        var id = 0L;
        good &= parts.Length == 1 || (long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0);
        place = good ? new(sequence, new(id)) : default;
        return good;
    }

    public override string ToString() => Id.IsNone ? Sequence.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{Id.Value}");
}
