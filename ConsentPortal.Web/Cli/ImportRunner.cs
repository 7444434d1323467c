using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary>Sees an import through: runs it here where no portal serves the data directory, else watches the portal's worker; takes over
/// when the portal ends meanwhile.</summary>
internal static class ImportRunner
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(CommandContext context, Id<ImportJob> id)
    {
        var read = context.Get<ReadImport>();
        ImportProgress progress = new();
        Task<Outcome<ImportState>>? running = null;
        while (await read.RunAsync(id, Actor.System, CancellationToken.None) is { State: ImportState.Queued or ImportState.Running } job)
        {
            progress.Show(job.Share, job.Kind == ImportKind.Contacts ? "people" : job.Pass == 1 ? "opt-outs first" : "opt-ins");
            if (running is null && context.TryTakeWork())
            {
                running = Task.Run(() => context.Get<RunAnyImport>().RunAsync(id, Actor.System, CancellationToken.None));
            }

            await (running is null ? Task.Delay(Look) : Task.WhenAny(running, Task.Delay(Look)));
            if (running is { IsCompleted: true })
            {
                ImportWords.Of(await running);
            }
        }

        progress.End();
    }
}

/// <summary>Ctrl+C and a polite kill stop the import at its next batch, so that it can go on later. A second one ends the program.</summary>
internal sealed class ImportStop : IDisposable
{
    private readonly List<IDisposable> signals = [];
    private int asked;

    public static ImportStop On(CommandContext context, Id<ImportJob> id)
    {
        ImportStop stop = new();
        foreach (var signal in new[] { System.Runtime.InteropServices.PosixSignal.SIGINT, System.Runtime.InteropServices.PosixSignal.SIGTERM })
        {
            stop.signals.Add(System.Runtime.InteropServices.PosixSignalRegistration.Create(signal, call =>
            {
                if (Interlocked.Increment(ref stop.asked) == 1)
                {
                    call.Cancel = true;
                    _ = context.Get<CancelImport>().RunAsync(new(id), Actor.System, CancellationToken.None);
                }
            }));
        }

        return stop;
    }

    public void Dispose() => signals.ForEach(s => s.Dispose());
}
