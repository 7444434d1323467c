using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>The portal and the receiver are killed in the midst of it, each without a farewell: every event arrives, and repeats are known by
/// their ids. The receiver is a process with the library that customers use.</summary>
public sealed class WebhookCrashTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public Task Every_event_arrives_verified_though_both_sides_are_killed() => KillBothAsync(DatabaseProvider.Sqlite);

    [Theory, OnEveryDatabase, Trait("Speed", "slow")]
    public Task Every_event_arrives_verified_though_both_sides_are_killed_on_every_database(DatabaseProvider provider) => KillBothAsync(provider);

    private static async Task KillBothAsync(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("crash").FullName;
        var settings = await TestDatabase.NewAsync(provider, folder);
        (settings["ConsentPortal:Webhooks:AllowLoopback"], settings["ConsentPortal:DemoData"], settings["ASPNETCORE_URLS"]) = ("true", "false", "http://127.0.0.1:0");
        await using NodeReceiver receiver = new();
        await using var beside = await TestPortal.OnAsync(settings, folder, s => s.AddSingleton(TimeProvider.System));
        var owner = await WebhookDeliveryTests.OwnerAsync(beside, "CRM", "events:read");
        var hook = (await beside.Get<AddWebhook>().RunAsync(new(owner, receiver.Url, [OutgoingKinds.ConsentChanged]), Actors.Admin, Ct)).Value;
        await receiver.StartAsync(hook.Secret);

        await using (PortalProcess.Start(settings))
        {
            await SayAsync(beside, 0);
            await UntilAsync(() => receiver.Log.Count > 20);
            await receiver.KillAsync();
            await SayAsync(beside, 1);
            await receiver.StartAsync(hook.Secret);
            await UntilAsync(() => receiver.Log.Count > 500);
        } // killed

        await SayAsync(beside, 2);
        await using var second = PortalProcess.Start(settings);
        await SayAsync(beside, 3);
        var events = (await beside.World.EventsAsync()).ToDictionary(e => e.Id.ToString(), e => e);
        await UntilAsync(() => receiver.Log.Select(l => l.Id).Distinct().Count() >= events.Count);

        Assert.Equal(events.Keys.Order(), receiver.Log.Select(l => l.Id).Distinct().Order());
        Assert.All(receiver.Log, l => Assert.Equal((l.Id, events[l.Id].Sequence), (l.Same, l.Sequence)));
        Assert.Empty(receiver.Refused);
        foreach (var subject in receiver.Log.Where(l => l.Status == "optedIn").DistinctBy(l => l.Id).GroupBy(l => l.Subject))
        {
            Assert.Equal(subject.Select(l => l.Sequence).Order(), subject.Select(l => l.Sequence)); // repeats aside, as it happened
        }
    }

    // 40 people, each opted in to ten things that nobody knows of before, some out again
    private static async Task SayAsync(TestPortal portal, int round)
    {
        var statements = Enumerable.Range(0, 300).Select(n => new ConsentStatement
        {
            Channel = ConsentPortal.Core.Kernel.Channel.Email, Address = string.Create(CultureInfo.InvariantCulture, $"p{n % 150 + (round / 2 * 150)}@example.com"), Profile = "default", Purpose = "commercial",
            Topic = n < 150 ? null : "newsletter", Status = round % 2 == 1 ? ConsentStatus.OptedOut : ConsentStatus.OptedIn,
        });
        Assert.True((await portal.Get<RecordConsent>().RunAsync(new([.. statements]), Actors.CrmThatReopts, Ct)).Ok);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var begun = DateTimeOffset.UtcNow; !holds(); await Task.Delay(100))
        {
            Assert.True(DateTimeOffset.UtcNow - begun < Patience, "It did not happen in time.");
        }
    }
}
