using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The register of requests: one line for each that was received in a period, without names and addresses.</summary>
public sealed class ReadRegister(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int MostShown = 50;

    /// <param name="From">The first day of receipt.</param>
    /// <param name="To">The last one.</param>
    public sealed record Query(DateOnly From, DateOnly To, string? Profile = null);

    /// <param name="Rows">The first <see cref="MostShown"/>.</param>
    public sealed record View(int Count, IReadOnlyList<Line> Rows);

    public sealed record Line(Id<PrivacyRequest> Id, string Number, RequestKind Kind, RequestIntake Intake, OnBehalf OnBehalf, string Profile, DateOnly ReceivedOn, DateOnly? AnswerBy, DateOnly? DueOn, bool Extended, RequestState State, DateOnly? ClosedOn, bool? InTime, string RefusalCode, bool LegalHold, string Assignee);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        if (Refuse(query) is { } wrong)
        {
            return wrong;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var asked = Asked(db, query, rules, actor);
        var names = await NamesAsync(db, ct);
        var rows = await asked.Take(MostShown).ToListAsync(ct);
        return new View(await asked.CountAsync(ct), rows.ConvertAll(r => LineOf(r, rules, names)));
    }

    internal static Problem? Refuse(Query query) => query.To < query.From ? Problem.Invalid("to", "The last day is before the first.") : query.To.DayNumber - query.From.DayNumber > 3660 ? Problem.Invalid("to", "At most ten years at once.") : null;

    /// <summary>All lines, one after the other.</summary>
    internal async IAsyncEnumerable<Line> AllAsync(Query query, Actor actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var names = await NamesAsync(db, ct);
        await foreach (var request in Asked(db, query, rules, actor).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return LineOf(request, rules, names);
        }
    }

    private static IQueryable<PrivacyRequest> Asked(PortalDb db, Query query, Rulebook rules, Actor actor)
    {
        var asked = db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.ReceivedOn >= query.From && r.ReceivedOn <= query.To);
        if ((actor.BoundToProfile ?? query.Profile) is { Length: > 0 } code)
        {
            var profile = rules.Profile(code)?.Id ?? default;
            asked = asked.Where(r => r.ProfileId == profile);
        }

        return asked.OrderBy(r => r.Year).ThenBy(r => r.Serial);
    }

    private static Task<Dictionary<long, string>> NamesAsync(PortalDb db, CancellationToken ct) => db.Users.AsNoTracking().Select(u => new { u.Id, u.DisplayName }).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);

    private static Line LineOf(PrivacyRequest r, Rulebook rules, Dictionary<long, string> names)
    {
        DateOnly? closed = r.ClosedAt is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(r.TimeZone)).DateTime) : null;
        var answered = r.State is RequestState.Fulfilled or RequestState.PartiallyFulfilled or RequestState.Refused;
        return new(r.Id, r.Number, r.Kind, r.Intake, r.OnBehalf, rules.Profile(r.ProfileId)?.Code ?? "", r.ReceivedOn, r.AnswerBy, r.DueOn, r.ExtendedAt is not null, r.State, closed,
            answered ? r.DueOn is null || closed <= r.DueOn : null, r.RefusalCode, r.LegalHold, names.GetValueOrDefault(r.AssigneeId, ""));
    }
}
