using System.Globalization;

namespace ConsentPortal.Benchmarks;

/// <summary><c>check</c>: one item a call, 32 connections. <c>check-batch</c>: 1,000 items a call.</summary>
internal static class CheckBenchmark
{
    private const int Connections = 32, BatchItems = 1000, WarmCalls = 30_000;

    public static async Task RunAsync(Settings settings)
    {
        await using var scene = await Scene.OpenAsync(settings);
        var (portal, reference) = await RoundsAsync(scene, settings, scene.Portal.Port, (c, n) => scene.One(c, n), Connections);
        Report.Ratio("check", "req/s", portal, reference, 0.60);
    }

    public static async Task RunBatchAsync(Settings settings)
    {
        await using var scene = await Scene.OpenAsync(settings);
        var batches = Enumerable.Range(0, 64).Select(n => scene.Many(n, BatchItems)).ToArray();
        var (portal, reference) = await RoundsAsync(scene, settings, scene.Portal.Port, (c, n) => batches[(c * 17 + n) % batches.Length], 4);
        Report.Ratio("check-batch", "items/s", portal * BatchItems, reference, 5);
    }

    // until the runtime has compiled for good what is called often: a portal serves for weeks
    private static async Task WarmAsync(int port, Func<int, int, byte[]> request, int connections)
    {
        for (int calls = 0, part = 0; calls < WarmCalls && part < 20; part++)
        {
            calls += (await Load.RunAsync(port, connections, TimeSpan.FromSeconds(2), request)).Milliseconds.Length;
        }
    }

    // portal and reference take turns, so that a busy neighbour meets both
    private static async Task<(double Portal, double Reference)> RoundsAsync(Scene scene, Settings settings, int port, Func<int, int, byte[]> request, int connections)
    {
        List<double> portal = [], reference = [];
        await WarmAsync(port, request, connections);
        await WarmAsync(scene.Reference.Port, (c, n) => scene.One(c, n), Connections);
        for (var round = 0; round < settings.Rounds; round++)
        {
            var before = (Portal: scene.Portal.ProcessorTime, Reference: scene.Reference.ProcessorTime);
            var mine = await Load.RunAsync(port, connections, settings.Time, request);
            var bare = await Load.RunAsync(scene.Reference.Port, Connections, settings.Time, (c, n) => scene.One(c, n));
            Report.Work("  processor time", (scene.Portal.ProcessorTime - before.Portal) / mine.Milliseconds.Length, (scene.Reference.ProcessorTime - before.Reference) / bare.Milliseconds.Length);
            portal.Add(mine.PerSecond);
            reference.Add(bare.PerSecond);
        }

        return (Report.Median(portal), Report.Median(reference));
    }
}

/// <summary>Addresses as the store holds them, one in ten as nobody knows them.</summary>
internal static class Addresses
{
    public static string Of(int n) => string.Create(CultureInfo.InvariantCulture, $"person{n}@{(n % 3 == 0 ? "example.com" : n % 3 == 1 ? "mail.example.org" : "contoso.test")}");

    public static int Next(int connection, int n, int points)
    {
        var mixed = (uint)(connection * 7919 + n) * 2654435761u;
        return (int)(mixed % (uint)(points + points / 10));
    }
}
