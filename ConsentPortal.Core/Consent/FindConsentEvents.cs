using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The consent events of the whole portal, newest first, by their place in the ledger: the audit's view of them. Addresses only
/// for who may read contacts.</summary>
public sealed class FindConsentEvents(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int PageSize = 50;

    public sealed record Filter(ConsentStatus? Status = null, ActorKind? ActorKind = null, Id<Purpose> PurposeId = default);

    /// <param name="Address">Null where the reader may not see it, or it was erased.</param>
    /// <param name="Applied">False for what is kept as history only.</param>
    public sealed record Row(long Sequence, Id<ConsentEvent> Id, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt, ActorKind ActorKind, string ActorId, ActorKind? OnBehalfOf,
        ConsentAction Action, string Source, string Profile, LocalText Purpose, LocalText? Topic, ConsentStatus OldStatus, ConsentStatus NewStatus, bool Applied,
        Id<ContactPoint> PointId, Channel Channel, string? Address);

    public async Task<Outcome<Page<Row>>> RunAsync(Filter filter, string? cursor, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var events = await Narrow(db.Set<ConsentEvent>().AsNoTracking(), filter, cursor).OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(ct);
        var more = events.Count > PageSize;
        events = more ? events[..PageSize] : events;
        var ids = events.Select(e => e.PointId).Distinct().ToList();
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var rules = await rulebooks.FreshAsync(ct);
        var seesAddresses = actor.May(Permission.ReadContacts) && !actor.OwnContactsOnly;
        var rows = events.ConvertAll(e => Of(e, rules, points.GetValueOrDefault(e.PointId), seesAddresses));
        return new Page<Row>(rows, more ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static IQueryable<ConsentEvent> Narrow(IQueryable<ConsentEvent> events, Filter filter, string? cursor)
    {
        events = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? events.Where(e => e.Sequence < before) : events;
        events = filter.Status is { } status ? events.Where(e => e.NewStatus == status) : events;
        events = filter.ActorKind is { } kind ? events.Where(e => e.ActorKind == kind) : events;
        return filter.PurposeId.IsNone ? events : events.Where(e => e.PurposeId == filter.PurposeId);
    }

    private static Row Of(ConsentEvent e, Rulebook rules, ContactPoint? point, bool seesAddresses) => new(e.Sequence, e.Id, e.RecordedAt, e.OccurredAt, e.ActorKind, e.ActorId, e.OnBehalfOf,
        e.Action, e.Source, rules.Profile(e.ProfileId)?.Name ?? "", rules.Purpose(e.PurposeId)?.Name ?? LocalText.Empty, rules.Topic(e.TopicId)?.Name, e.OldStatus, e.NewStatus, e.Applied,
        e.PointId, point?.Channel ?? Channel.None, seesAddresses ? point?.Address : null);
}
