using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
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

/// <summary>In which order; closed cases come last closed first, whatever is asked.</summary>
public enum RequestOrder
{
    /// <summary>Most urgent first; those that have no day last.</summary>
    Due,
    Newest,
    Oldest,
}

/// <summary>The queue, most urgent first.</summary>
public sealed class FindRequests(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, AddressHasher hasher, TimeProvider clock)
{
    public const int MostRows = 100, MostCounted = 1000;

    /// <param name="DueWithin">Only those that are due within so many days, or late already; -1 = only the late ones. A clock that stands still is neither.</param>
    /// <param name="Search">A number (2026-0042, 42), or the whole address that was submitted, which is looked up by its keyed hash and kept nowhere.</param>
    /// <param name="After">Where the page before ended.</param>
    public sealed record Query(RequestPile Pile = RequestPile.Open, RequestKind? Kind = null, RequestState? State = null, string? Profile = null, int? DueWithin = null, string? Search = null,
        RequestOrder Order = RequestOrder.Due, string? After = null, int Take = 25);

    /// <param name="DaysLeft">Until the end of the day to work to, where the controller is; negative = late; null = no day, or closed.</param>
    public sealed record Row(Id<PrivacyRequest> Id, string Number, RequestKind Kind, RequestState State, string Profile, DateOnly ReceivedOn, DateOnly? DueOn, int? DaysLeft, long AssigneeId, bool Extended, bool Paused, bool LegalHold, bool Repeats);

    /// <param name="Count">At most <see cref="MostCounted"/>, which then means so many or more.</param>
    /// <param name="Next">What asks for the following page; null = this was the last.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Count, string? Next);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var matching = Filters(rules, actor).Apply(db.Set<PrivacyRequest>().AsNoTracking(), query);
        var take = Math.Clamp(query.Take, 1, MostRows);
        var page = await RequestPaging.Page(matching, query).Take(take + 1).ToListAsync(ct);
        var rows = page.Take(take).ToList();
        return new View(rows.ConvertAll(r => RowOf(r, rules)), await matching.Take(MostCounted).CountAsync(ct), page.Count > take ? RequestPaging.Cursor(rows[^1], query) : null);
    }

    /// <summary>How many each pile holds under the same filters, at most <see cref="MostCounted"/> each.</summary>
    public async Task<Outcome<IReadOnlyDictionary<RequestPile, int>>> CountAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var filters = Filters(await rulebooks.FreshAsync(ct), actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        Dictionary<RequestPile, int> counts = [];
        foreach (var pile in Enum.GetValues<RequestPile>())
        {
            counts[pile] = await filters.Apply(db.Set<PrivacyRequest>(), query with { Pile = pile }).Take(MostCounted).CountAsync(ct);
        }

        return counts;
    }

    private RequestFilters Filters(Rulebook rules, Actor actor) => new(rules, hasher, actor, DateOnly.FromDateTime(clock.Now().UtcDateTime));

    private Row RowOf(PrivacyRequest r, Rulebook rules) => new(r.Id, r.Number, r.Kind, r.State, rules.Profile(r.ProfileId)?.Code ?? "", r.ReceivedOn, r.DueOn, DaysLeft(r), r.AssigneeId,
        r.ExtendedAt is not null, r.PausedSince is not null, r.LegalHold, !r.RepeatsId.IsNone);

    private int? DaysLeft(PrivacyRequest request)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.Now(), TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone)).DateTime);
        return request is { IsOpen: true, PausedSince: null } ? request.DueOn?.DayNumber - today.DayNumber : null;
    }
}

/// <summary>What of the queue is shown.</summary>
internal sealed class RequestFilters(Rulebook rules, AddressHasher hasher, Actor actor, DateOnly today)
{
    public IQueryable<PrivacyRequest> Apply(IQueryable<PrivacyRequest> requests, FindRequests.Query query)
    {
        var me = actor.Number;
        requests = query.Pile switch
        {
            RequestPile.Closed => requests.Where(r => r.ClosedAt != null),
            RequestPile.Mine => requests.Where(r => r.ClosedAt == null && r.AssigneeId == me),
            RequestPile.Unassigned => requests.Where(r => r.ClosedAt == null && r.AssigneeId == 0),
            _ => requests.Where(r => r.ClosedAt == null),
        };
        requests = query.Kind is { } kind ? requests.Where(r => r.Kind == kind) : requests;
        requests = query.State is { } state ? requests.Where(r => r.State == state) : requests;
        if (query.DueWithin is { } days)
        {
            var soon = today.AddDays(days);
            requests = requests.Where(r => r.DueOn != null && r.DueOn <= soon && r.PausedSince == null);
        }

        return Searched(OfProfile(requests, query.Profile), query.Search);
    }

    private IQueryable<PrivacyRequest> OfProfile(IQueryable<PrivacyRequest> requests, string? asked)
    {
        if ((actor.BoundToProfile ?? asked) is not { Length: > 0 } code)
        {
            return requests;
        }

        var profile = rules.Profile(code)?.Id ?? default;
        return requests.Where(r => r.ProfileId == profile);
    }

    // 2026-0042, 42, or a whole address: what is neither finds nothing
    private IQueryable<PrivacyRequest> Searched(IQueryable<PrivacyRequest> requests, string? search)
    {
        var text = Text.Clean(search);
        if (text.Length == 0)
        {
            return requests;
        }

        if (Number(text) is { } number)
        {
            return requests.Where(r => r.Serial == number.Serial && (number.Year == 0 || r.Year == number.Year));
        }

        var hash = ContactPointKey.TryParse(text.Contains('@', StringComparison.Ordinal) ? Channel.Email : Channel.Sms, text, out var key) ? hasher.Of(key).ToBytes() : [];
        return requests.Where(r => r.KeyHash == hash);
    }

    private static (int Year, int Serial)? Number(string text) => text.Split('-') switch
    {
        [{ Length: 4 } year, var serial] when int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out var s) => (y, s),
        [{ Length: < 7 } serial] when int.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out var s) => (0, s),
        _ => null,
    };
}
