using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says who gets the requests of each kind under a profile. Cases that somebody has already stay with them.</summary>
public sealed class SetRequestOfficers(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, IdSource ids)
{
    public sealed record Command(string Profile, IReadOnlyList<Line> Lines);

    /// <param name="Members">In their order; for <see cref="OfficerRule.Fixed"/> the first one counts.</param>
    public sealed record Line(RequestKind Kind, OfficerRule Rule, IReadOnlyList<long> Members);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        if ((await rulebooks.FreshAsync(ct)).Profile(command.Profile) is not { } profile || (actor.BoundToProfile is { } bound && bound != profile.Code))
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var team = (await db.Set<TeamMember>().AsNoTracking().ToListAsync(ct)).Where(m => m.Permissions.HasFlag(Permission.WorkRequests)).Select(m => m.Id).ToHashSet();
        if (command.Lines.SelectMany(l => Refuse(l, team)).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        var stored = await db.Set<RequestOfficers>().Where(o => o.ProfileId == profile.Id).ToDictionaryAsync(o => o.Kind, ct);
        var changes = new ChangeList();
        foreach (var line in command.Lines)
        {
            Write(db, profile, stored.GetValueOrDefault(line.Kind), line, changes);
        }

        if (!changes.Any)
        {
            return default(Done);
        }

        db.Announce(new RequestOfficersSet(profile.Id.ToString()) { SubjectName = profile.Code, Changes = changes.Items }, actor);
        return await SaveAsync(db, ct);
    }

    private static async Task<Outcome<Done>> SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return Problem.Conflict("Somebody changed this meanwhile. Look at it again.");
        }

        return default(Done);
    }

    private static IEnumerable<Problem> Refuse(Line line, HashSet<long> team)
    {
        var field = Word.Of(line.Kind);
        if (line.Rule != OfficerRule.Queue && line.Members.Count == 0)
        {
            yield return Problem.Invalid(field, "Choose at least one member, or leave these requests in the queue.");
        }
        else if (line.Members.Count > RequestOfficers.MostMembers)
        {
            yield return Problem.Invalid(field, $"Choose at most {RequestOfficers.MostMembers} members.");
        }
        else if (line.Members.Any(m => !team.Contains(m)))
        {
            yield return Problem.Invalid(field, "Choose members who may work on requests: privacy officers or administrators.");
        }
    }

    private void Write(PortalDb db, ComplianceProfile profile, RequestOfficers? rule, Line line, ChangeList changes)
    {
        var list = RequestOfficers.Join(line.Members.Distinct());
        if (rule is null && line.Rule == OfficerRule.Queue && list.Length == 0)
        {
            return;
        }

        rule ??= db.Add(new RequestOfficers { Id = ids.Next<RequestOfficers>(), ProfileId = profile.Id, Kind = line.Kind }).Entity;
        changes.Add($"{Word.Of(line.Kind)} rule", rule.Rule, line.Rule).Add($"{Word.Of(line.Kind)} members", rule.List, list);
        (rule.Rule, rule.List) = (line.Rule, list);
    }
}
