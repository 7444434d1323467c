namespace ConsentPortal.Benchmarks;

/// <summary>Who answers, and with which requests.</summary>
internal sealed record Side(Children Server, Func<int, int, byte[]> Request);

/// <summary>Portal and reference take turns, so that a busy neighbour meets both; first each is called until the runtime has compiled for
/// good what is called often.</summary>
internal static class Turns
{
    public const int Connections = 32;

    public static readonly TimeSpan Warm = TimeSpan.FromSeconds(8);

    public static async Task<(double Portal, double Reference)> RunAsync(Side portal, Side reference, Settings settings)
    {
        List<double> mine = [], bare = [];
        await Load.RunAsync(portal.Server.Port, Connections, Warm, portal.Request);
        await Load.RunAsync(reference.Server.Port, Connections, Warm, reference.Request);
        for (var round = 0; round < settings.Rounds; round++)
        {
            var before = (Portal: portal.Server.ProcessorTime, Reference: reference.Server.ProcessorTime);
            var first = await Load.RunAsync(portal.Server.Port, Connections, settings.Time, portal.Request);
            var second = await Load.RunAsync(reference.Server.Port, Connections, settings.Time, reference.Request);
            Report.Work("  processor time", (portal.Server.ProcessorTime - before.Portal) / first.Milliseconds.Length, (reference.Server.ProcessorTime - before.Reference) / second.Milliseconds.Length);
            mine.Add(first.PerSecond);
            bare.Add(second.PerSecond);
        }

        return (Report.Median(mine), Report.Median(bare));
    }
}
