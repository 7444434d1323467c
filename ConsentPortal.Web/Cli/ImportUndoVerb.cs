using System.Globalization;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>import undo ID --reason R</c>: takes an import back, or goes on with an undo that was stopped. Where a portal serves this data
/// directory its worker does the work and the verb looks on; else the verb does it itself.</summary>
internal static class ImportUndoVerb
{
    private const string Usage = "import undo ID --reason REASON [--keep-opt-outs] [--dry-run]";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly string[] Known = ["--reason", "--keep-opt-outs", "--dry-run"];

    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Words is not ["undo", { } word, ..] || !long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || context.Words.Skip(2).FirstOrDefault(w => w.StartsWith("--", StringComparison.Ordinal) && !Known.Contains(w)) is not null)
        {
            throw new CommandException($"Usage: {Usage}");
        }

        Id<ImportJob> id = new(number);
        await context.UpgradeAsync();
        if (context.Has("--dry-run"))
        {
            return await PreviewAsync(context, id);
        }

        ImportWords.Of(await context.Get<UndoImport>().RunAsync(new(id, context.Option("--reason") ?? "", context.Has("--keep-opt-outs")), Actor.System, CancellationToken.None));
        using var stop = ImportStop.On(context, id);
        return await FollowAsync(context, id);
    }

    private static async Task<int> PreviewAsync(CommandContext context, Id<ImportJob> id)
    {
        var view = ImportWords.Of(await context.Get<PreviewUndo>().RunAsync(new(id, context.Has("--keep-opt-outs")), Actor.System, CancellationToken.None));
        await Console.Error.WriteLineAsync("Dry run, nothing was taken back.");
        await SayAsync(view.Counts, "would go back");
        return 0;
    }

    private static async Task<int> FollowAsync(CommandContext context, Id<ImportJob> id)
    {
        ImportProgress progress = new();
        Task<Outcome<ImportState>>? running = null;
        while (true)
        {
            var undo = (await context.Get<ReadImport>().RunAsync(id, Actor.System, CancellationToken.None))?.Undo ?? throw new CommandException("The import is gone.");
            if (undo.State is not (ImportState.Queued or ImportState.Running))
            {
                progress.End();
                await SayAsync(undo.Counts, "went back");
                return undo.State == ImportState.Finished ? 0 : throw new CommandException(undo.Error.Length > 0 ? undo.Error : "Stopped. What went back stays back; the same command goes on.");
            }

            progress.Show(undo.Share, "taking back");
            if (running is null && context.TryTakeWork())
            {
                running = Task.Run(() => context.Get<RunUndo>().RunAsync(new(id), Actor.System, CancellationToken.None));
            }

            await (running is null ? Task.Delay(Look) : Task.WhenAny(running, Task.Delay(Look)));
            if (running is { IsCompleted: true })
            {
                ImportWords.Of(await running);
            }
        }
    }

    private static Task SayAsync(UndoCounts counts, string word) => Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
        $"{counts.OptInGoes} opt-ins and {counts.OptOutGoes} opt-outs {word} ({counts.NoToYes} of these may be written to again); {counts.Newer} have a newer answer, {counts.OptOutStays} opt-outs stay because others said no too or they were to be kept, {counts.Suppressed} because the address is suppressed, {counts.Gone} are erased. Topics that the import made stay."));
}
