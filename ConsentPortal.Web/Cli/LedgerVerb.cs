using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>ledger verify</c>: recomputes the ledger; fails with the first thing that does not hold. May run beside a serving portal.</summary>
internal static class LedgerVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Words is not (["verify"] or ["verify", "--head", _]))
        {
            throw new CommandException("Say: ledger verify [--head FILE]");
        }

        await context.UpgradeAsync();
        var heads = context.Words is [_, _, var file] ? await HeadsAsync(context, file) : 0;
        using ProgressLine line = new();
        var outcome = await context.Get<VerifyLedger>().RunAsync(Actor.System, CancellationToken.None, line);
        line.Dispose();
        if (outcome.Value.Fault is { } fault)
        {
            throw new CommandException(fault.Message);
        }

        var counts = outcome.Value.Counts;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The ledger holds: {counts.Events:N0} events, {counts.Seals:N0} seals, {counts.Records:N0} records, {counts.SideRows:N0} side rows, {counts.AuditEntries:N0} audit entries checked."));
        Console.Write(heads == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Published heads still in the chain: {heads:N0}.\n"));
        return 0;
    }

    // what was published outside, first: who rewrote every seal is found by nothing else
    private static async Task<int> HeadsAsync(CommandContext context, string file)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The file {file} cannot be read.");
        }

        var outcome = await context.Get<CheckPublishedHeads>().RunAsync(text, Actor.System, CancellationToken.None);
        return !outcome.Ok ? throw new CommandException(outcome.Problem!.Message) : outcome.Value.Fault is { } fault ? throw new CommandException(fault.Message) : outcome.Value.Heads;
    }

    /// <summary>One line on standard error that is written over; into a file, a new one now and then.</summary>
    private sealed class ProgressLine : IProgress<LedgerCounts>, IDisposable
    {
        private readonly TimeSpan rest = Console.IsErrorRedirected ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(200);
        private long last = TimeProvider.System.GetTimestamp();
        private bool open;

        public void Report(LedgerCounts value)
        {
            if (TimeProvider.System.GetElapsedTime(last) < rest)
            {
                return;
            }

            last = TimeProvider.System.GetTimestamp();
            open = !Console.IsErrorRedirected;
            var text = string.Create(CultureInfo.InvariantCulture, $"{value.Events:N0} of {value.Total:N0} events, {value.Records:N0} records, {value.AuditEntries:N0} audit entries");
            Console.Error.Write(open ? $"\r{text}" : $"{text}\n");
        }

        public void Dispose()
        {
            if (open)
            {
                Console.Error.WriteLine();
                open = false;
            }
        }
    }
}
