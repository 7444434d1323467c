using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What the start page tells about consent: how many addresses, what waits, the newest events, the last seal.</summary>
public sealed class ReadActivity(IDbContextFactory<PortalDb> databases, PointTally points, Rulebooks rulebooks, TimeProvider clock)
{
    private const int LatestMost = 8;

    /// <param name="Waiting">Confirmation mails that are not answered and not over.</param>
    public sealed record View(long Points, int Waiting, Seal? LastSeal, IReadOnlyList<Row> Latest);

    public sealed record Seal(long Number, DateTimeOffset At);

    /// <param name="Address">Null where it was erased.</param>
    public sealed record Row(long Sequence, DateTimeOffset At, Id<ContactPoint> PointId, string? Address, LocalText Purpose, LocalText? Topic, ConsentStatus Status, ConsentAction Action, ActorKind ActorKind);

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        var waiting = await db.Set<ConsentRequest>().CountAsync(r => r.Kind == ConsentRequestKind.OptIn && r.ClosedAt == null && r.ExpiresAt > now, ct);
        var seal = await db.Set<LedgerSeal>().OrderByDescending(s => s.Number).Select(s => new Seal(s.Number, s.SealedAt)).FirstOrDefaultAsync(ct);
        return new View(await points.GetAsync(ct), waiting, seal, await LatestAsync(db, actor, ct));
    }

    // who sees only the own contacts sees no list of everybody's
    private async Task<IReadOnlyList<Row>> LatestAsync(PortalDb db, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ReadContacts) || actor.OwnContactsOnly)
        {
            return [];
        }

        var rules = await rulebooks.CurrentAsync(ct);
        var events = await db.Set<ConsentEvent>().AsNoTracking().OrderByDescending(e => e.Sequence).Take(LatestMost).ToListAsync(ct);
        var told = events.ConvertAll(e => e.PointId);
        var addresses = await db.Set<ContactPoint>().AsNoTracking().Where(p => told.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Address, ct);
        return events.ConvertAll(e => new Row(e.Sequence, e.RecordedAt, e.PointId, addresses.GetValueOrDefault(e.PointId), rules.Purpose(e.PurposeId)?.Name ?? LocalText.Empty, rules.Topic(e.TopicId)?.Name,
            e.NewStatus, e.Action, e.ActorKind));
    }
}
