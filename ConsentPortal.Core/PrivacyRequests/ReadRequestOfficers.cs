using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Who gets which requests, who is away, and how long a person has to show who they are.</summary>
public sealed class ReadRequestOfficers(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, FindRequestWorkers workers)
{
    /// <param name="Rules">One for each kind of request.</param>
    /// <param name="IdentityDays">Days until a request that was never verified is closed.</param>
    public sealed record View(string Profile, IReadOnlyList<(string Code, string Name)> Profiles, IReadOnlyList<FindRequestWorkers.Row> Workers, IReadOnlyList<SetRequestOfficers.Line> Rules, IReadOnlyList<OfficerAbsence> Absences, int IdentityDays);

    /// <param name="profile">Its code; null = the first one.</param>
    public async Task<Outcome<View>> RunAsync(string? profile, Actor actor, CancellationToken ct)
    {
        var team = await workers.RunAsync(actor, ct); // asks for the permission
        if (!team.Ok)
        {
            return team.Problems.ToList();
        }

        var all = (await rulebooks.FreshAsync(ct)).Profiles.Where(p => actor.BoundToProfile is null || actor.BoundToProfile == p.Code).ToList();
        if ((profile is null ? all.FirstOrDefault() : all.Find(p => p.Code == profile)) is not { } chosen)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await db.Set<RequestOfficers>().AsNoTracking().Where(o => o.ProfileId == chosen.Id).ToDictionaryAsync(o => o.Kind, ct);
        var absences = await db.Set<OfficerAbsence>().AsNoTracking().OrderBy(a => a.AwayFrom).ThenBy(a => a.MemberId).ToListAsync(ct);
        return new View(chosen.Code, all.ConvertAll(p => (p.Code, p.Name)), team.Value, [.. Enum.GetValues<RequestKind>().Select(k => rules.GetValueOrDefault(k) is { } r ? new SetRequestOfficers.Line(k, r.Rule, r.Members) : new(k, OfficerRule.Queue, []))],
            absences, await AwaitIdentity.DaysAsync(db, ct));
    }
}
