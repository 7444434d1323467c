using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says from when to when a member is away and who stands in for them: new requests and reminders go there.</summary>
public sealed class SetAbsence(IDbContextFactory<PortalDb> databases)
{
    /// <param name="DeputyId">0 = nobody.</param>
    /// <param name="AwayFrom">Null = they are not away: what was said is taken back.</param>
    public sealed record Command(long MemberId, long DeputyId, DateOnly? AwayFrom, DateOnly? AwayUntil);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var team = (await db.Set<TeamMember>().AsNoTracking().ToListAsync(ct)).Where(m => m.Permissions.HasFlag(Permission.WorkRequests)).ToDictionary(m => m.Id);
        var stored = await db.Set<OfficerAbsence>().FirstOrDefaultAsync(a => a.MemberId == command.MemberId, ct);
        if (command.AwayFrom is null)
        {
            if (stored is not null)
            {
                db.Remove(stored);
                db.Announce(new AbsenceSet(RequestCase.Number(command.MemberId)), actor);
                await db.SaveChangesAsync(ct);
            }

            return default(Done);
        }

        if (Refuse(command, team.ContainsKey).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        var absence = stored ?? db.Add(new OfficerAbsence { MemberId = command.MemberId }).Entity;
        var changes = new ChangeList().Add("deputy", absence.DeputyId, command.DeputyId).Add("awayFrom", absence.AwayFrom, command.AwayFrom!.Value).Add("awayUntil", absence.AwayUntil, command.AwayUntil!.Value);
        (absence.DeputyId, absence.AwayFrom, absence.AwayUntil) = (command.DeputyId, command.AwayFrom.Value, command.AwayUntil.Value);
        db.Announce(new AbsenceSet(RequestCase.Number(command.MemberId)) { SubjectName = team[command.MemberId].DisplayName, Changes = changes.Items }, actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }

    private static IEnumerable<Problem> Refuse(Command command, Func<long, bool> works)
    {
        if (!works(command.MemberId))
        {
            yield return Problem.Invalid("member", "Choose somebody who may work on requests: a privacy officer or an administrator.");
        }

        if (command.DeputyId == command.MemberId || (command.DeputyId != 0 && !works(command.DeputyId)))
        {
            yield return Problem.Invalid("deputy", "Choose somebody else who may work on requests.");
        }

        if (command.AwayUntil is null || command.AwayUntil < command.AwayFrom)
        {
            yield return Problem.Invalid("awayUntil", "The last day lies on or after the first one.");
        }
    }
}
