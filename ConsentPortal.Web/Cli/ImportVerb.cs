using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>import consents FILE</c>: loads a file of consents. Where a portal serves this data directory its worker does the work and
/// the verb looks on; else the verb does it itself. The same command on the same file goes on with what was not finished.</summary>
internal static class ImportVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Words is ["undo", ..])
        {
            return await ImportUndoVerb.RunAsync(context);
        }

        if (context.Words is ["contacts", ..])
        {
            return await PeopleImportVerb.RunAsync(context);
        }

        var words = ImportWords.Parse(context.Words);
        var shape = await ImportWords.LookAtAsync(words.File);
        var options = words.Options(shape.Shape, shape.Guess);
        if (shape.Product is { } product)
        {
            await Console.Error.WriteLineAsync($"This looks like a {product.Product} export ({product.Holds}).{(product.Others.Count > 0 ? $" Also about consent: {string.Join(", ", product.Others)}; load the file once more for each, with --map." : "")}");
        }

        await context.UpgradeAsync();
        return words.DryRun ? await DryRunAsync(context, words, shape, options) : await LoadAsync(context, words, shape, options);
    }

    private static async Task<int> DryRunAsync(CommandContext context, ImportWords words, ImportWords.Look look, ImportOptions options)
    {
        await using var rejected = words.Rejected is null ? null : new RejectedFile(Open(words.Rejected), look.Shape.Headers);
        ImportProgress progress = new();
        List<Rejection> kept = [];
        var outcome = await context.Get<DryRunImport>().RunAsync(new(default, options, words.File)
        {
            Progress = new Now<double>(share => progress.Show(share, "dry run")), OnRejected = rejected is null ? null : kept.Add,
        }, Actor.System, CancellationToken.None);
        progress.End();
        var report = ImportWords.Of(outcome);
        foreach (var row in kept.OrderBy(r => r.Row))
        {
            await rejected!.AddAsync(row);
        }

        await Console.Error.WriteLineAsync("Dry run, nothing was written.");
        await ImportProgress.SayAsync(report.Counts);
        await ImportProgress.SayAsync(report);
        return 0;
    }

    private static async Task<int> LoadAsync(CommandContext context, ImportWords words, ImportWords.Look look, ImportOptions options)
    {
        var id = await FindOrStartAsync(context, words, look, options);
        using var stop = ImportStop.On(context, id);
        await ImportRunner.RunAsync(context, id);
        var job = await context.Get<ReadImport>().RunAsync(id, Actor.System, CancellationToken.None) ?? throw new CommandException("The import is gone.");
        await ImportProgress.SayAsync(job.Counts);
        if (words.Rejected is { } file)
        {
            ImportWords.Of(await context.Get<ReadRejected>().RunAsync(id, _ => Open(file), Actor.System, CancellationToken.None));
        }

        return job.State switch
        {
            ImportState.Finished => 0,
            ImportState.Cancelled => throw new CommandException($"Stopped at row {job.RowsDone} of {job.RowsTotal}, pass {job.Pass} of 2. The same command goes on from there."),
            _ => throw new CommandException(job.Error.Length > 0 ? job.Error : "The import did not come to its end. The same command goes on with it."),
        };
    }

    private static async Task<Id<ImportJob>> FindOrStartAsync(CommandContext context, ImportWords words, ImportWords.Look look, ImportOptions options)
    {
        if (await context.Get<FindWaitingImport>().LikeAsync(look.Facts.Hash, options, CancellationToken.None) is { } unfinished)
        {
            await Console.Error.WriteLineAsync($"Going on with the import of {unfinished.CreatedAt:yyyy-MM-dd HH:mm} UTC.");
            if (unfinished.CanGoOn)
            {
                ImportWords.Of(await context.Get<ResumeImport>().RunAsync(new(unfinished.Id), Actor.System, CancellationToken.None));
            }

            return unfinished.Id;
        }

        await using var content = File.OpenRead(words.File);
        var id = ImportWords.Of(await context.Get<UploadImport>().RunAsync(new(Path.GetFileName(words.File), content), Actor.System, CancellationToken.None));
        var started = await context.Get<StartImport>().RunAsync(new(id, options), Actor.System, CancellationToken.None);
        if (!started.Ok)
        {
            await context.Get<DiscardImport>().RunAsync(new(id), Actor.System, CancellationToken.None);
        }

        ImportWords.Of(started);
        return id;
    }

    internal static StreamWriter Open(string file)
    {
        try
        {
            return new(file, append: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be written: {error.Message}");
        }
    }

    // Progress<T> would report on another thread, after the last line
    private sealed class Now<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
