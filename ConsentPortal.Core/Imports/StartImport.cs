using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Puts a draft into the queue with its final options, and makes the side row that all its events will share as evidence.</summary>
public sealed class StartImport(ImportFiles files, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    public sealed record Command(Id<ImportJob> JobId, ImportOptions Options);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ImportAccess.FindAsync(db, command.JobId, actor, ct) is not { } job)
        {
            return ImportProblems.Gone;
        }

        if (job.State != ImportState.Draft || !files.Has(job))
        {
            return job.State != ImportState.Draft ? ImportProblems.NoDraft : ImportProblems.FileGone;
        }

        if ((ImportAccess.LacksPeople(actor, job.Kind) ?? ImportAccess.Lacks(actor, command.Options.Profile)) is { } bound)
        {
            return bound;
        }

        var rules = await rulebooks.FreshAsync(ct);
        var shape = ImportOptions.FromJson<CsvShape>(job.Shape);
        if ((job.Kind == ImportKind.Contacts ? await (command.Options.People ?? new()).ProblemsAsync(shape, db, actor, ct) : ImportRules.Check(command.Options, shape, rules)) is { Count: > 0 } problems)
        {
            return problems;
        }

        var origin = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Origin, Evidence(job, command.Options), clock.Now());
        db.Add(origin);
        (job.Options, job.Profile, job.OriginId, job.OriginHash, job.State) = (command.Options.ToJson(), command.Options.Profile, origin.Id, origin.Hash(), ImportState.Queued);
        db.Announce(ImportEvent.Of(job, "import.started", new ChangeList().Add("options", null, job.Options).Items), actor);
        await db.SaveChangesAsync(ct);
        return default(Done);
    }

    private static string Evidence(ImportJob job, ImportOptions options) => JsonSerializer.Serialize(new
    {
        file = job.FileName, sha256 = Convert.ToHexStringLower(job.FileHash), source = options.Source, confirmedBy = options.ConfirmedBy,
        acceptNewerOptIns = options.AcceptNewerOptIns, levelReason = options.People?.LevelReason, startedBy = job.CreatedByName,
    });
}
