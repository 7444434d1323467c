using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>counts rebuild</c>: throws the dashboard's kept counts away and counts every event again. May run beside a serving portal.</summary>
internal static class CountsVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Words is not ["rebuild"])
        {
            throw new CommandException("Say: counts rebuild");
        }

        await context.UpgradeAsync();
        await context.Get<RebuildCounts>().RunAsync(new(), Actor.System, CancellationToken.None);
        var events = 0L;
        while (await context.Get<KeepCounts>().RunAsync(new(), Actor.System, CancellationToken.None) is { Ok: true, Value: > 0 and var counted })
        {
            events += counted;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Counted {events:N0} events."));
        return 0;
    }
}
