using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Which cases of the queue.</summary>
public enum RequestPile
{
    Open,
    Mine,
    Unassigned,
    Closed,
}

/// <summary>The queue, most urgent first.</summary>
public sealed class FindRequests(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    public const int MostRows = 100;

    /// <param name="DueWithin">Only those that are due within so many days, or late already.</param>
    public sealed record Query(RequestPile Pile = RequestPile.Open, RequestKind? Kind = null, RequestState? State = null, string? Profile = null, int? DueWithin = null, int Skip = 0, int Take = 25);

    /// <param name="DaysLeft">Until the end of the day to work to, where the controller is; negative = late; null = no day, or closed.</param>
    public sealed record Row(Id<PrivacyRequest> Id, string Number, RequestKind Kind, RequestState State, string Profile, DateOnly ReceivedOn, DateOnly? DueOn, int? DaysLeft, long AssigneeId, bool Extended, bool Paused, bool LegalHold, bool Repeats);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var matching = Matching(db.Set<PrivacyRequest>().AsNoTracking(), query, rules, actor);
        var count = await matching.CountAsync(ct);
        var ordered = query.Pile == RequestPile.Closed ? matching.OrderByDescending(r => r.ClosedAt).ThenBy(r => r.Id) : matching.OrderBy(r => r.DueOn == null).ThenBy(r => r.DueOn).ThenBy(r => r.Id);
        var page = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, MostRows)).ToListAsync(ct);
        return new Numbered<Row>(page.ConvertAll(r => RowOf(r, rules)), count);
    }

    private IQueryable<PrivacyRequest> Matching(IQueryable<PrivacyRequest> requests, Query query, Rulebook rules, Actor actor)
    {
        var (me, soon) = (actor.Number, DateOnly.FromDateTime(clock.Now().UtcDateTime).AddDays(query.DueWithin ?? 0));
        requests = query.Pile switch
        {
            RequestPile.Closed => requests.Where(r => r.ClosedAt != null),
            RequestPile.Mine => requests.Where(r => r.ClosedAt == null && r.AssigneeId == me),
            RequestPile.Unassigned => requests.Where(r => r.ClosedAt == null && r.AssigneeId == 0),
            _ => requests.Where(r => r.ClosedAt == null),
        };
        requests = query.Kind is { } kind ? requests.Where(r => r.Kind == kind) : requests;
        requests = query.State is { } state ? requests.Where(r => r.State == state) : requests;
        requests = query.DueWithin is null ? requests : requests.Where(r => r.DueOn != null && r.DueOn <= soon);
        if ((actor.BoundToProfile ?? query.Profile) is not { } code)
        {
            return requests;
        }

        var profile = rules.Profile(code)?.Id ?? default;
        return requests.Where(r => r.ProfileId == profile);
    }

    private Row RowOf(PrivacyRequest r, Rulebook rules) => new(r.Id, r.Number, r.Kind, r.State, rules.Profile(r.ProfileId)?.Code ?? "", r.ReceivedOn, r.DueOn, DaysLeft(r), r.AssigneeId,
        r.ExtendedAt is not null, r.PausedSince is not null, r.LegalHold, !r.RepeatsId.IsNone);

    private int? DaysLeft(PrivacyRequest request)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.Now(), TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone)).DateTime);
        return request is { IsOpen: true, PausedSince: null } ? request.DueOn?.DayNumber - today.DayNumber : null;
    }
}
