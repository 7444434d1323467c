using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Gives a case to somebody who may work on it, or back to the queue.</summary>
public sealed class AssignRequest(RequestCases cases)
{
    /// <param name="MemberId">0 = nobody.</param>
    public sealed record Command(Id<PrivacyRequest> Id, long MemberId);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => DecideAsync(open, command, ct), ct);

    internal static async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        if (open.RefuseClosed() is { } closed)
        {
            return closed;
        }

        if (command.MemberId != 0 && (await open.Db.Set<TeamMember>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == command.MemberId, ct))?.Permissions.HasFlag(Permission.WorkRequests) != true)
        {
            return Problem.Invalid("member", "Choose somebody who may work on requests: a privacy officer or an administrator.");
        }

        var changes = new ChangeList().Add("assignee", open.Request.AssigneeId, command.MemberId);
        if (changes.Any)
        {
            open.Request.AssigneeId = command.MemberId;
            open.Step(RequestStepKind.Assigned, RequestEvent.Assigned, changes: changes.Items);
        }

        return null;
    }
}
