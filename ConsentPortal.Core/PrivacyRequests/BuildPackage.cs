using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Begins the package of a case: one click. It is gathered by a worker, and nobody has it before an officer looked it through. One that
/// was there before is thrown away.</summary>
public sealed class BuildPackage(RequestCases cases, PackageFiles files, IdSource ids)
{
    public sealed record Command(Id<PrivacyRequest> Id);

    public async Task<Outcome<Id<DataPackage>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        List<Id<DataPackage>> old = [];
        var id = ids.Next<DataPackage>();
        var done = await cases.ChangeAsync(command.Id, actor, async open =>
        {
            if (Refuse(open) is { } problem)
            {
                return problem;
            }

            var earlier = await open.Db.Set<DataPackage>().Where(p => p.RequestId == command.Id && p.State != PackageState.Discarded).ToListAsync(ct);
            if (earlier.Exists(p => p.IsAtWork))
            {
                return Problem.Conflict("A package of this case is being made. Wait for it, or stop it first.");
            }

            if (open.Request.State == RequestState.Verified)
            {
                open.Move(RequestState.InProgress);
            }

            old = [.. earlier.Select(p => p.Id)];
            earlier.ForEach(p => p.End(PackageState.Discarded));

            files.Reserve(id);
            open.Db.Add(new DataPackage { Id = id, RequestId = command.Id, State = PackageState.Queued, MadeBy = actor.Number, MadeByName = Text.Cut(actor.Name, DataPackage.NameMaxLength), CreatedAt = open.Now });
            open.Step(RequestStepKind.PackageBuilt, PackageEvent.Started);
            return null;
        }, ct);
        (done.Ok ? old : [id]).ForEach(files.Delete);
        return done.Ok ? id : done.Problems.ToList();
    }

    private static Problem? Refuse(RequestCase open) => open.Request switch
    {
        _ when open.RefuseClosed() is { } closed => closed,
        { Kind: not RequestKind.Get } => Problem.Conflict("Only a request for a copy gets a package."),
        { State: RequestState.Received or RequestState.Acknowledged or RequestState.IdentityPending } => Problem.Conflict("First the person shows who they are: a copy of somebody's data is for nobody else."),
        _ => null,
    };
}
