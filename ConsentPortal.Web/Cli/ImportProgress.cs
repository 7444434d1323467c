using System.Globalization;
using ConsentPortal.Core.Imports;

namespace ConsentPortal.Web.Cli;

/// <summary>The progress line and the closing counts, on standard error.</summary>
internal sealed class ImportProgress
{
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(2);
    private long said;
    private bool open;

    public void Show(double share, string step)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} % ({step})");
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{line,-30}");
            open = true;
        }
        else if (said == 0 || TimeProvider.System.GetElapsedTime(said) > Seldom)
        {
            Console.Error.WriteLine(line);
            said = TimeProvider.System.GetTimestamp();
        }
    }

    public void End()
    {
        if (open)
        {
            Console.Error.Write("\r" + new string(' ', 30) + "\r");
        }
    }

    public static async Task SayAsync(ImportCounts counts)
    {
        var parts = new (long Count, string What)[]
        {
            (counts.Added, "new people"), (counts.Changed, "known people changed"), (counts.OptedIn, "opted in"), (counts.OptedOut, "opted out"), (counts.Pending, "waiting for confirmation"), (counts.Unchanged, "unchanged"), (counts.KeptOptOut, "kept opted out"),
            (counts.Older, "older than what stands"), (counts.Skipped, "without a status"), (counts.RejectedTotal, "rejected"),
        }.Where(p => p.Count > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Count} {p.What}")).ToList();
        var rejected = counts.RejectedTotal == 0 ? "" : $" ({string.Join(", ", counts.Rejected.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} {r.Key}")))})";
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{counts.Total} rows: {string.Join(", ", parts)}{rejected}."));
        if (counts.Erased > 0)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Of these, erased on request: {counts.Erased}. Such an address gets no marketing; forget it where this file comes from."));
        }
    }

    public static async Task SayAsync(DryRunReport report)
    {
        foreach (var word in report.Statuses.Take(20))
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Unknown status '{word.Word}' in {word.Rows} rows: map it with --map-status \"{word.Word}=optedIn\" or =optedOut."));
        }

        foreach (var word in report.Topics.Take(20))
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Unknown topic '{word.Word}' in {word.Rows} rows: --create-topics makes it."));
        }

        foreach (var topic in report.NewTopics)
        {
            await Console.Error.WriteLineAsync($"New topic '{topic.Name}' ({topic.Code}) under {topic.Purpose}.");
        }
    }
}
