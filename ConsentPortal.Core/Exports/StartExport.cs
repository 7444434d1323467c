using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Puts an export into the queue; a worker writes its file, whoever comes and goes meanwhile.</summary>
public sealed class StartExport(ExportFiles files, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    public sealed record Command(ExportAsk Ask, ExportFormat Format, string Reason);

    public async Task<Outcome<Id<ExportJob>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (ExportRules.Refuse(command.Ask, command.Reason, actor) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ExportProblems.TooManyAsync(db, actor, ct) is { } tooMany)
        {
            return tooMany;
        }

        ExportJob job = new()
        {
            Id = ids.Next<ExportJob>(), What = command.Ask.What, Format = command.Format, Filter = files.Seal(command.Ask), Reason = Text.Clean(command.Reason),
            Described = Text.Cut(DescribeExport.Of(command.Ask, await rulebooks.FreshAsync(ct)), ExportJob.DescribedMaxLength),
            OwnerKind = actor.Kind, OwnerId = actor.Id ?? "", OwnerName = actor.Name, OwnerMay = actor.Permissions, OwnerProfile = actor.BoundToProfile ?? "", CreatedAt = clock.Now(),
        };
        files.Reserve(job.Id); // first: a job without a place would wait for ever
        db.Add(job);
        db.Announce(job.Tell(ExportEvent.Queued), actor);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }
}

internal static class ExportProblems
{
    public static readonly Problem Gone = Problem.NotFound("There is no such export, or it is somebody else's.");
    public static readonly Problem NotReady = Problem.Conflict("This export has no file: it is not done yet, or the file was deleted.");
    public static readonly Problem Elsewhere = Problem.Conflict("The file lies in the data directory of another portal. Fetch it there, or begin the export again.");

    public static async Task<Problem?> TooManyAsync(PortalDb db, Actor actor, CancellationToken ct)
    {
        var (kind, id) = (actor.Kind, actor.Id ?? "");
        var open = await db.Set<ExportJob>().CountAsync(j => j.OwnerKind == kind && j.OwnerId == id && (j.State == ExportState.Queued || j.State == ExportState.Running), ct);
        return open < ExportSettings.MostOpen ? null : Problem.Conflict($"{open} of your exports are not done yet. Wait for one of them, or cancel it.");
    }
}
