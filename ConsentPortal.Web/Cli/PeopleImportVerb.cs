using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>import contacts FILE</c>: loads a file of people. It says nothing about consent. The same command on the same file goes on with
/// what was not finished.</summary>
internal static class PeopleImportVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var words = PeopleImportWords.Parse(context.Words);
        var look = await ImportWords.LookAtAsync(words.File);
        var options = words.Options(look.Shape);
        await context.UpgradeAsync();
        return words.DryRun ? await DryRunAsync(context, words, look, options) : await LoadAsync(context, words, look, new() { People = options });
    }

    private static async Task<int> DryRunAsync(CommandContext context, PeopleImportWords words, ImportWords.Look look, PeopleOptions options)
    {
        await using var rejected = words.Rejected is null ? null : new RejectedFile(ImportVerb.Open(words.Rejected), look.Shape.Headers);
        List<Rejection> kept = [];
        var report = ImportWords.Of(await context.Get<DryRunPeople>().RunAsync(new(default, options, words.File) { OnRejected = kept.Add }, Actor.System, CancellationToken.None));
        foreach (var row in rejected is null ? [] : kept)
        {
            await rejected!.AddAsync(row);
        }

        await Console.Error.WriteLineAsync("Dry run, nothing was written.");
        await ImportProgress.SayAsync(report.Counts);
        return 0;
    }

    private static async Task<int> LoadAsync(CommandContext context, PeopleImportWords words, ImportWords.Look look, ImportOptions options)
    {
        var id = await FindOrStartAsync(context, words.File, look, options);
        using var stop = ImportStop.On(context, id);
        await ImportRunner.RunAsync(context, id);
        var job = await context.Get<ReadImport>().RunAsync(id, Actor.System, CancellationToken.None) ?? throw new CommandException("The import is gone.");
        await ImportProgress.SayAsync(job.Counts);
        if (words.Rejected is { } file)
        {
            ImportWords.Of(await context.Get<ReadRejected>().RunAsync(id, _ => ImportVerb.Open(file), Actor.System, CancellationToken.None));
        }

        return job.State == ImportState.Finished ? 0 : throw new CommandException(job.Error.Length > 0 ? job.Error : $"Stopped at row {job.RowsDone} of {job.RowsTotal}. The same command goes on from there.");
    }

    private static async Task<Id<ImportJob>> FindOrStartAsync(CommandContext context, string path, ImportWords.Look look, ImportOptions options)
    {
        if (await context.Get<FindWaitingImport>().LikeAsync(look.Facts.Hash, options, CancellationToken.None) is { } unfinished)
        {
            if (unfinished.CanGoOn)
            {
                ImportWords.Of(await context.Get<ResumeImport>().RunAsync(new(unfinished.Id), Actor.System, CancellationToken.None));
            }

            return unfinished.Id;
        }

        await using var content = File.OpenRead(path);
        var id = ImportWords.Of(await context.Get<UploadImport>().RunAsync(new(Path.GetFileName(path), content, ImportKind.Contacts), Actor.System, CancellationToken.None));
        var started = await context.Get<StartImport>().RunAsync(new(id, options), Actor.System, CancellationToken.None);
        if (!started.Ok)
        {
            await context.Get<DiscardImport>().RunAsync(new(id), Actor.System, CancellationToken.None);
        }

        ImportWords.Of(started);
        return id;
    }
}
