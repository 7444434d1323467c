using System.Diagnostics;
using System.Globalization;
using ConsentPortal.Core;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary><c>webhooks</c>: a backlog of events to a receiver on this machine, read, signed, sent and written down, against a bare loop of
/// <see cref="HttpClient"/> that posts one of these bodies, as many at once, to the same receiver.</summary>
internal static class WebhooksBenchmark
{
    private const int Events = 60_000, AtOnce = 16, Warmups = 2; // the compiler works on beside the first two, on both sides

    public static async Task RunAsync(Settings settings)
    {
        var folder = Directory.CreateTempSubdirectory("webhooks-benchmark").FullName;
        await using var receiver = await Children.ReferenceAsync(Path.Combine(folder, "none.db"));
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{receiver.Port}/accept");
        await using var services = Services(folder);
        var hook = await PrepareAsync(services, url);
        var body = await BodyAsync(services);
        List<double> portal = [], bare = [];
        for (var round = 0; round < Warmups + settings.Rounds; round++)
        {
            var (mine, other) = (await DeliverAsync(services, hook), await PostAsync(url, body));
            if (round >= Warmups)
            {
                portal.Add(mine);
                bare.Add(other);
            }
        }

        Report.Ratio("webhooks", "deliveries/s", Report.Median(portal), Report.Median(bare), 0.50);
        Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider Services(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConsentPortal:DataDirectory"] = folder, ["ConsentPortal:Webhooks:AllowLoopback"] = "true" }).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddConsentPortalCore(configuration, "/").BuildServiceProvider();
    }

    private static async Task<Id<Webhook>> PrepareAsync(ServiceProvider services, string url)
    {
        await services.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None);
        await services.GetRequiredService<IssueApiKey>().RunAsync(new("CRM", null, null, ["events:read"]), Actor.System, CancellationToken.None);
        for (var from = 0; from < Events; from += RecordConsent.MaxItems)
        {
            var items = Enumerable.Range(from, RecordConsent.MaxItems).Select(n => new ConsentStatement { Channel = Channel.Email, Address = Addresses.Of(n), Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn });
            await services.GetRequiredService<RecordConsent>().RunAsync(new([.. items]), Actor.System, CancellationToken.None);
        }

        await using var db = services.GetRequiredService<PortalDbFactory>().CreateDbContext();
        var owner = await db.Set<Application>().Select(a => a.Id).SingleAsync();
        return (await services.GetRequiredService<AddWebhook>().RunAsync(new(owner, url, [OutgoingKinds.ConsentChanged]), Actor.System, CancellationToken.None)).Value.Id;
    }

    private static async Task<double> DeliverAsync(ServiceProvider services, Id<Webhook> hook)
    {
        var before = await DeliveredAsync(services, hook);
        await services.GetRequiredService<BackfillWebhook>().RunAsync(new(hook), Actor.System, CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        await services.GetRequiredService<DeliverWebhooks>().RunAsync(new(ToTheEnd: true), Actor.System, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var done = await DeliveredAsync(services, hook) - before;
        return done == Events ? done / seconds : throw new InvalidOperationException($"{done} of {Events} arrived.");
    }

    private static async Task<long> DeliveredAsync(ServiceProvider services, Id<Webhook> hook)
        => (await services.GetRequiredService<ReadWebhook>().RunAsync(new(hook), Actor.System, CancellationToken.None)).Value.Delivered;

    private static async Task<byte[]> BodyAsync(ServiceProvider services)
    {
        var feed = services.GetServices<IOutgoingEvents>().First(s => s.Kinds.Contains(OutgoingKinds.ConsentChanged));
        return WebhookBody.Of((await feed.ReadAsync(new(0, 1, null, 1), [OutgoingKinds.ConsentChanged], Actor.System, CancellationToken.None)).Events[0], "https://consent.example.com/", feed.Stream);
    }

    private static async Task<double> PostAsync(string url, byte[] body)
    {
        using HttpClient client = new();
        Uri to = new(url);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Events, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, ct) =>
        {
            using ByteArrayContent content = new(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            using var answer = await client.PostAsync(to, content, ct);
            answer.EnsureSuccessStatusCode();
        });
        return Events / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
