using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Requests one after the other for a program, in the order in which they were entered. A row holds no name and no address, so whoever may
/// open requests may see how theirs stand.</summary>
public sealed class ListRequests(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int MostRows = 1001;

    /// <param name="Open">True = those that wait for an answer, false = those that had it; null = both.</param>
    /// <param name="DueBy">Only open ones that are to be answered by this day.</param>
    public sealed record Query(Id<PrivacyRequest> After, int Take)
    {
        public RequestKind? Kind { get; init; }

        public RequestState? State { get; init; }

        public string? Profile { get; init; }

        public bool? Open { get; init; }

        public DateOnly? DueBy { get; init; }
    }

    /// <param name="Repeats">The open case that asked for the same before; none = it is the first.</param>
    public sealed record Row(Id<PrivacyRequest> Id, string Number, string Profile, RequestKind Kind, RequestIntake Intake, OnBehalf OnBehalf, RequestState State)
    {
        public DateTimeOffset ReceivedAt { get; init; }

        public DateOnly? AcknowledgeBy { get; init; }

        public DateOnly? DueOn { get; init; }

        public bool Extended { get; init; }

        public bool Paused { get; init; }

        public bool LegalHold { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public string RefusalCode { get; init; } = "";

        public Id<Contact> ContactId { get; init; }

        public Id<PrivacyRequest> Repeats { get; init; }

        public string Language { get; init; } = "";
    }

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Seen(db.Set<PrivacyRequest>().AsNoTracking(), actor, rules).Where(r => r.Id > query.After);
        found = query.Kind is { } kind ? found.Where(r => r.Kind == kind) : found;
        found = query.State is { } state ? found.Where(r => r.State == state) : found;
        found = query.Open is { } open ? found.Where(r => r.ClosedAt == null == open) : found;
        found = query.DueBy is { } day ? found.Where(r => r.ClosedAt == null && r.DueOn != null && r.DueOn <= day) : found;
        if (query.Profile is { } code)
        {
            var profile = rules.Profile(code)?.Id ?? default;
            found = found.Where(r => r.ProfileId == profile);
        }

        var rows = await found.OrderBy(r => r.Id).Take(Math.Clamp(query.Take, 1, MostRows)).ToListAsync(ct);
        return rows.ConvertAll(r => RowOf(r, rules));
    }

    /// <summary>One; there is none where the key speaks for another profile.</summary>
    public async Task<Outcome<Row>> OneAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.WorkRequests) && actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Seen(db.Set<PrivacyRequest>().AsNoTracking(), actor, rules).FirstOrDefaultAsync(r => r.Id == id, ct) is { } request ? RowOf(request, rules) : Problem.NotFound("There is no such request.");
    }

    private static IQueryable<PrivacyRequest> Seen(IQueryable<PrivacyRequest> requests, Actor actor, Rulebook rules)
    {
        if (actor.BoundToProfile is not { } bound)
        {
            return requests;
        }

        var profile = rules.Profile(bound)?.Id ?? default;
        return requests.Where(r => r.ProfileId == profile);
    }

    private static Row RowOf(PrivacyRequest r, Rulebook rules) => new(r.Id, r.Number, rules.Profile(r.ProfileId)?.Code ?? "", r.Kind, r.Intake, r.OnBehalf, r.State)
    {
        ReceivedAt = r.ReceivedAt, AcknowledgeBy = r.AcknowledgeBy, DueOn = r.DueOn, Extended = r.ExtendedAt is not null, Paused = r.PausedSince is not null, LegalHold = r.LegalHold, ClosedAt = r.ClosedAt,
        RefusalCode = r.RefusalCode, ContactId = r.ContactId, Repeats = r.RepeatsId, Language = r.Language,
    };
}
