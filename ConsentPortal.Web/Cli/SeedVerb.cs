using System.Diagnostics;
using System.Globalization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>seed --contacts N</c>: fills an empty database with made-up people for demos and load tests.</summary>
internal static class SeedVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var said = context.Option("--contacts") ?? throw new CommandException("Say how many: seed --contacts 10000.");
        if (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw new CommandException($"--contacts: '{said}' is no whole number. Say for example 10000.");
        }

        await context.UpgradeAsync();
        var started = Stopwatch.GetTimestamp();
        var outcome = await context.SeedAsync(count, new Line(count));
        if (outcome.Problem is { } problem)
        {
            throw new CommandException(problem.Message);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\r{outcome.Value} contacts in {seconds:0.0} seconds.          "));
        return 0;
    }

    private sealed class Line(int of) : IProgress<int>
    {
        public void Report(int value) => Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value} of {of} contacts"));
    }
}
