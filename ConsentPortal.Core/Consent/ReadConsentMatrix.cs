using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>May we mail, text, call, track this person, for what, and why? Decides each purpose and topic of a profile for every address
/// of a contact, or for one address alone, by the same rule and facts as the API.</summary>
public sealed class ReadConsentMatrix(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, MatrixDecider decider, TimeProvider clock)
{
    /// <param name="ContactId">A person with all their addresses; none = <paramref name="PointId"/> alone (with the other channel of a number).</param>
    /// <param name="ProfileId">None = the one that was used here last, else the default.</param>
    public sealed record Query(Id<Contact> ContactId, Id<ContactPoint> PointId = default, Id<ComplianceProfile> ProfileId = default);

    public async Task<Outcome<ConsentMatrix>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (!query.ContactId.IsNone && !await db.Set<Contact>().VisibleTo(actor).AnyAsync(c => c.Id == query.ContactId, ct))
        {
            return Problem.NotFound("This contact does not exist, or is not yours to see.");
        }

        var points = await MatrixPoints.OfAsync(db, query, actor, ct);
        if (points.Count == 0 && query.ContactId.IsNone)
        {
            return PointScope.Missing;
        }

        var used = await UsedAsync(db, points, ct);
        var rules = await rulebooks.FreshAsync(ct);
        return Choose(rules, query, used) is { } profile
            ? await MatrixAsync(db, rules, profile, points, query, used, ct)
            : Problem.NotFound("There is no such profile.");
    }

    private async Task<ConsentMatrix> MatrixAsync(PortalDb db, Rulebook rules, ComplianceProfile profile, List<MatrixPoint> points, Query query, List<Id<ComplianceProfile>> used, CancellationToken ct)
    {
        var now = clock.Now();
        MatrixProfile Choice(ComplianceProfile p) => new(p.Id, p.Code, p.Name, p.State.Active, p.State.DoubleOptIn, used.Contains(p.Id));
        var rows = await decider.DecideAsync(rules, profile, points, query.ContactId, now, ct);
        return new()
        {
            Profile = Choice(profile), Points = points, DecidedAt = now,
            Profiles = [.. rules.Profiles.Select(Choice).OrderByDescending(p => p.InUse).ThenByDescending(p => p.Active).ThenBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)],
            Rows = await MatrixEvidence.AddAsync(db, rows, ct),
        };
    }

    private static ComplianceProfile? Choose(Rulebook rules, Query query, List<Id<ComplianceProfile>> used) => query.ProfileId.IsNone
        ? used.Select(id => rules.Profile(id)).FirstOrDefault(p => p?.State.Active == true) ?? rules.Profile("default") ?? (rules.Profiles is [var first, ..] ? first : null)
        : rules.Profile(query.ProfileId);

    // the profiles under which something was said here, the latest first
    private static async Task<List<Id<ComplianceProfile>>> UsedAsync(PortalDb db, List<MatrixPoint> points, CancellationToken ct)
    {
        var ids = points.ConvertAll(p => p.Id);
        var used = await db.Set<ConsentEvent>().AsNoTracking().Where(e => ids.Contains(e.PointId)).GroupBy(e => e.ProfileId)
            .Select(g => new { g.Key, Last = g.Max(e => e.Sequence) }).ToListAsync(ct);
        return [.. used.OrderByDescending(u => u.Last).Select(u => u.Key)];
    }
}
