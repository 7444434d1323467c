using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Puts a file to a case, open or closed, after looking at what it really is.</summary>
public sealed class AttachRequestFile(RequestCases cases, RequestFiles files)
{
    public sealed record Command(Id<PrivacyRequest> Id, NewRequestFile File);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, async open =>
    {
        if (RequestFiles.Refuse(command.File) is { } problem)
        {
            return problem;
        }

        if (await open.Db.Set<RequestFile>().CountAsync(f => f.RequestId == command.Id && f.ErasedAt == null, ct) >= RequestFile.MostPerCase)
        {
            return Problem.Conflict($"A case holds at most {RequestFile.MostPerCase} files.", RequestFileCheck.Field);
        }

        var file = files.Make(command.Id, command.File, actor);
        open.Db.Add(file);
        open.Step(RequestStepKind.Attached, RequestEvent.Attached, changes: RequestFiles.Facts(file));
        return null;
    }, ct);
}
