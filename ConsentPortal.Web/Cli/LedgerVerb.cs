using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>ledger verify</c>: recomputes the ledger; fails with the first thing that does not hold. May run beside a serving portal.</summary>
internal static class LedgerVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Words is not ["verify"])
        {
            throw new CommandException("Say: ledger verify");
        }

        await context.UpgradeAsync();
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
        return 0;
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
