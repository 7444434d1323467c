using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Who of the team can be given a case on one day: those who may work on requests, and who stands in for whom.</summary>
internal sealed class OfficerChoice(IReadOnlyDictionary<long, TeamMember> members, IReadOnlyDictionary<long, OfficerAbsence> absences, DateOnly day)
{
    public static async Task<OfficerChoice> OnAsync(PortalDb db, DateOnly day, CancellationToken ct)
        => new(await db.Set<TeamMember>().AsNoTracking().ToDictionaryAsync(m => m.Id, ct), await db.Set<OfficerAbsence>().AsNoTracking().Where(a => a.AwayFrom <= day && a.AwayUntil >= day).ToDictionaryAsync(a => a.MemberId, ct), day);

    /// <summary>The member, who stands in for them, or nobody. One step only: a deputy who is away too passes it to nobody.</summary>
    public TeamMember? Standing(long id) => Present(id) ?? (absences.TryGetValue(id, out var away) && away.Covers(day) ? Present(away.DeputyId) : null);

    /// <summary>Chooses by the rule, and remembers whose turn it was.</summary>
    public TeamMember? Next(RequestOfficers rule)
    {
        var list = rule.Members;
        switch (rule.Rule)
        {
            case OfficerRule.Fixed:
                return list.Count == 0 ? null : Standing(list[0]);
            case OfficerRule.RoundRobin:
                var last = list.ToList().IndexOf(rule.LastId);
                var turns = Enumerable.Range(1, list.Count).Select(n => list[(last + n) % list.Count]).ToList();
                if (turns.Find(m => Present(m) is not null) is var next && next == 0)
                {
                    next = turns.Find(m => Standing(m) is not null); // all are away: who stands in for the next one
                }

                if (next != 0)
                {
                    rule.LastId = next;
                }

                return Standing(next);
            default:
                return null;
        }
    }

    private TeamMember? Present(long id) => members.TryGetValue(id, out var member) && member.Permissions.HasFlag(Permission.WorkRequests) && !(absences.TryGetValue(id, out var away) && away.Covers(day)) ? member : null;
}
