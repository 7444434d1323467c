using System.Globalization;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>page</c>: the preference page of a different person with each call. <c>one-click</c>: durable opt-outs, each by a link of its own.</summary>
internal static class PageBenchmark
{
    private const int Pages = 20_000, MostOptOuts = 8_000; // a second, in the fastest case

    public static async Task RunAsync(Settings settings)
    {
        await using var scene = await Scene.OpenAsync(settings);
        var pages = (await LinksAsync(settings)).Select(token => Get($"/u/{token}")).ToArray();
        using var client = await RawClient.ConnectAsync(scene.Portal.Port);
        using var bare = await RawClient.ConnectAsync(scene.Reference.Port);
        var (size, empty, hundred) = (await client.SendAsync(pages[0]), await bare.SendAsync(Get("/page?rows=0")), await bare.SendAsync(Get("/page?rows=100")));
        var page = Get(string.Create(CultureInfo.InvariantCulture, $"/page?rows={Math.Max(1, (size - empty) * 100 / (hundred - empty))}"));
        var bareSize = await bare.SendAsync(page);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  page of the portal {size:N0} bytes, of the reference {bareSize:N0} bytes"));
        var (portal, reference) = await Turns.RunAsync(new(scene.Portal, (c, n) => pages[(int)((uint)(c * 15485863 + n) % (uint)pages.Length)]), new(scene.Reference, (_, _) => page), settings);
        Report.Ratio("page", "req/s", portal, reference, 0.30);
    }

    public static async Task RunOneClickAsync(Settings settings)
    {
        await using var scene = await Scene.OpenAsync(settings);
        var seconds = Turns.Warm.TotalSeconds + settings.Rounds * settings.Time.TotalSeconds;
        var tokens = await FreshLinksAsync(settings, (int)(MostOptOuts * seconds));
        var taken = -1;
        byte[] Next() => Interlocked.Increment(ref taken) is var n && n < tokens.Count ? Post(tokens[n]) : throw new InvalidOperationException("There were more opt-outs than links: a repeated one writes nothing.");
        var insert = RawClient.Post("/insert", "List-Unsubscribe=One-Click", type: "application/x-www-form-urlencoded");
        var (portal, reference) = await Turns.RunAsync(new(scene.Portal, (_, _) => Next()), new(scene.Reference, (_, _) => insert), settings);
        Report.Ratio("one-click", "opt-outs/s", portal, reference, 0.40);
    }

    private static byte[] Post(string token) => RawClient.Post($"/u/{token}", "List-Unsubscribe=One-Click", type: "application/x-www-form-urlencoded");

    private static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: en\r\n\r\n");

    // of points that the store has answers of
    private static async Task<List<string>> LinksAsync(Settings settings)
    {
        await using var services = BenchmarkStore.Services(BenchmarkStore.DataPath(settings));
        await using var db = services.GetRequiredService<PortalDbFactory>().CreateDbContext();
        var points = await db.Set<ConsentRecord>().Where(r => r.TopicId == default).OrderBy(r => r.PointId).Select(r => r.PointId).Take(Pages).ToListAsync();
        return await TokensAsync(services, points);
    }

    // addresses that got a mail with a link and said nothing yet
    private static async Task<List<string>> FreshLinksAsync(Settings settings, int count)
    {
        await using var services = BenchmarkStore.Services(BenchmarkStore.DataPath(settings));
        var (queue, ledger, hasher) = (services.GetRequiredService<WriteQueue>(), services.GetRequiredService<ConsentLedger>(), services.GetRequiredService<AddressHasher>());
        services.GetRequiredService<IdSource>().Node = IdSource.MaxNode; // beside the portal that serves
        var stamp = DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);
        List<Id<ContactPoint>> points = new(count);
        foreach (var part in Enumerable.Range(0, count).Chunk(1000))
        {
            var drafts = part.Select(n => Draft($"fresh{n}.{stamp}@example.com", hasher)).ToList();
            await queue.RunAsync(async session =>
            {
                await ledger.StoreAsync(session, drafts, CancellationToken.None);
                return true;
            }, WriteLane.Bulk);
            points.AddRange(drafts.Select(d => d.Id));
        }

        return await TokensAsync(services, points);
    }

    private static PointDraft Draft(string address, AddressHasher hasher)
    {
        _ = ContactPointKey.TryParse(Channel.Email, address, out var key);
        return new() { Key = key, Typed = address, Hash = hasher.Of(key), Channel = Channel.Email };
    }

    private static async Task<List<string>> TokensAsync(IServiceProvider services, List<Id<ContactPoint>> points)
    {
        var rules = await services.GetRequiredService<Rulebooks>().FreshAsync(CancellationToken.None);
        var (links, profile, purpose) = (services.GetRequiredService<PreferenceLinks>(), rules.Profile("default")!, rules.Purpose("commercial")!);
        return points.ConvertAll(p => links.Write(new() { PointId = p, Profile = profile.Number, Purpose = purpose.Number }));
    }
}
