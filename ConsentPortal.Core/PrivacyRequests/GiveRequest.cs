using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Gives a request to its officer once there is something to do for one: the person has shown who they are, or need not, or cannot by mail.</summary>
public sealed class GiveRequest(RequestCases cases)
{
    private static readonly RequestState[] Ready = [RequestState.Verified, RequestState.InProgress, RequestState.Review];

    internal static Task<List<Id<PrivacyRequest>>> FindAsync(PortalDb db, CancellationToken ct) => db.Set<PrivacyRequest>().Where(r => r.ClosedAt == null && r.AssigneeId == 0
        && (Ready.Contains(r.State) || r.Kind == RequestKind.Object || r.State == RequestState.Received) && db.Set<RequestPath>().Any(p => p.RequestId == r.Id && p.GivenAt == null && !p.Waits)
        && db.Set<RequestOfficers>().Any(o => o.ProfileId == r.ProfileId && o.Kind == r.Kind && o.Rule != OfficerRule.Queue)).OrderBy(r => r.Id).Select(r => r.Id).Take(KeepRequests.MostAtOnce).ToListAsync(ct);

    internal Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, CancellationToken ct) => cases.ChangeAsync(id, Actor.System, async open =>
    {
        var request = open.Request;
        var rule = await open.Db.Set<RequestOfficers>().FirstOrDefaultAsync(o => o.ProfileId == request.ProfileId && o.Kind == request.Kind, ct);
        var path = await open.Db.Set<RequestPath>().FirstOrDefaultAsync(p => p.RequestId == id, ct);
        if (!request.IsOpen || request.AssigneeId != 0 || rule is null || path is not { GivenAt: null } || (await OfficerChoice.OnAsync(open.Db, open.Today, ct)).Next(rule) is not { } officer)
        {
            return null;
        }

        (request.AssigneeId, path.GivenAt) = (officer.Id, open.Now);
        open.Step(RequestStepKind.Assigned, RequestEvent.Assigned, changes: new ChangeList().Add("assignee", 0, officer.Id).Items);
        return null;
    }, ct);
}
