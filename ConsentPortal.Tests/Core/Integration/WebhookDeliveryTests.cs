using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using DeliveryFault = ConsentPortal.Core.Integration.DeliveryFault;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>Events on their way to a receiver: whole, signed, in order, opt-outs first, again until they arrive.</summary>
public sealed partial class WebhookDeliveryTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly HookEndpoint endpoint = new();
    private TestPortal portal = null!;
    private AddWebhook.View hook = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        endpoint.Dispose();
        if (portal is not null)
        {
            await portal.DisposeAsync();
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Every_kind_of_event_arrives_once_signed_and_as_a_cloud_event(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint), Actors.Admin, Ct);
        await portal.Get<LiftSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, "Asked for it"), Actors.Admin, Ct);
        await portal.World.RuleAsync(async (db, _) =>
        {
            db.Announce(new ConsentPortal.Core.Compliance.RulebookEvent("profile.edited", (await db.Set<ConsentPortal.Core.Compliance.ComplianceProfile>().SingleAsync()).Id.ToString()), Actors.Admin);
        });

        await DeliverAsync();
        await DeliverAsync();

        string[] types = ["consent.changed", "consent.changed", "profile.published", "suppression.added", "suppression.lifted"];
        Assert.Equal(types, endpoint.Calls.Select(c => c.Type["io.consentportal.".Length..^".v1".Length]).Order(StringComparer.Ordinal));
        Assert.All(endpoint.Calls, c => Assert.True(c.IsSignedBy(hook.Secret)));
        Assert.All(endpoint.Calls, c => Assert.Equal(("application/cloudevents+json", "1.0", c.Id), (c.ContentType, c.Json.GetProperty("specversion").GetString(), c.Json.GetProperty("id").GetString())));
        Assert.DoesNotContain(endpoint.Calls, c => c.Body.Contains("ann@", StringComparison.Ordinal) || c.Id.Contains('.', StringComparison.Ordinal));
        var about = endpoint.Calls.Where(c => c.Type.Contains("consent.changed", StringComparison.Ordinal) || c.Type.Contains("suppression", StringComparison.Ordinal)).ToList();
        Assert.Single(about.Select(c => c.Subject).Distinct());
        Assert.Equal(endpoint.Calls.Count, endpoint.Calls.Select(c => c.Id).Distinct().Count());
        Assert.Equal(5, (await RowsAsync()).Count(r => r.State == DeliveryState.Delivered && r.Attempts == 1));
    }

    [Theory, OnEveryDatabase]
    public async Task A_later_event_about_a_contact_point_waits_for_the_earlier_one_and_others_go_on(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var refused = true;
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter");
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        var ann = (await portal.World.EventsAsync())[0].PointId.ToString();
        endpoint.Answer = c => (refused && c.Subject == ann ? 400 : 200, null, null);
        await DeliverAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "product-updates");
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, topic: "newsletter");
        await DeliverAsync();

        Assert.Single(endpoint.Calls, c => c.Subject == ann);
        Assert.Equal(2, endpoint.Calls.Count(c => c.Subject != ann));
        Assert.Equal([DeliveryFault.Refused, DeliveryFault.Held, DeliveryFault.Held], (await RowsAsync()).Where(r => r.Subject == ann).OrderBy(r => r.Sequence).Select(r => r.Fault));

        refused = false;
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        await DeliverAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        await DeliverAsync();
        Assert.Equal(["1", "1", "2", "4"], endpoint.Calls.Where(c => c.Subject == ann).Select(c => c.Json.GetProperty("sequence").GetString()));
    }

    [Fact]
    public async Task An_opt_out_overtakes_a_backlog_of_opt_ins()
    {
        await StartAsync();
        await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(0, 900).Select(n => Statement($"p{n}@example.com", ConsentStatus.OptedIn))]), Actors.Crm, Ct);
        await portal.World.SaysAsync("p899@example.com", ConsentStatus.OptedOut);
        endpoint.Delay = TimeSpan.FromMilliseconds(2);

        await DeliverAsync();

        Assert.Equal(901, endpoint.Calls.Count);
        Assert.True(endpoint.Calls.Select(c => c.Status).ToList().IndexOf("optedOut") < 600);
        Assert.Equal(901, endpoint.Calls.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_long_backlog_arrives_whole_and_in_order_though_the_next_stretch_is_read_while_the_last_is_sent()
    {
        await StartAsync();
        string[] topics = ["newsletter", "product-updates"];
        for (var from = 0; from < 3000; from += 1000)
        {
            var (part, topic) = (from, from == 0 ? null : topics[(from / 1000) - 1]); // in the last thousand everybody for the third time
            await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(0, 1000).Select(n => Statement($"p{n}@example.com", ConsentStatus.OptedIn) with { Topic = topic })]), Actors.Crm, Ct);
        }

        var events = await portal.World.EventsAsync();
        var refused = 0;
        endpoint.Answer = c => (c.Subject == events[0].PointId.ToString() && Interlocked.Increment(ref refused) == 1 ? 400 : 200, null, null);
        await DeliverAsync();
        Assert.Equal([1L], endpoint.Calls.Where(c => c.Subject == events[0].PointId.ToString()).Select(Place));
        for (var round = 0; round < 3; round++)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(10));
            await DeliverAsync();
        }

        Assert.Equal(events.Count + 1, endpoint.Calls.Count);
        Assert.Equal(events.Count, endpoint.Calls.Select(c => c.Id).Distinct().Count());
        Assert.All(endpoint.Calls.GroupBy(c => c.Subject), g => Assert.Equal(g.Select(Place).Order(), g.Select(Place)));
    }

    private static long Place(HookCall call) => long.Parse(call.Json.GetProperty("sequence").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_bound_webhook_is_told_of_its_profile_only_and_addresses_stand_in_where_they_may()
    {
        await StartAsync();
        await portal.World.RuleAsync((db, make) =>
        {
            var profile = make.Profile(90, "other", "Other", doubleOptIn: false);
            db.Add(profile);
            return Task.CompletedTask;
        });
        using HookEndpoint narrow = new(), wide = new();
        var owner = await OwnerAsync(portal, "Shop", "contacts:read");
        await portal.Get<AddWebhook>().RunAsync(new(owner, narrow.Url, OutgoingKinds.All) { Profile = "other" }, Actors.Admin, Ct);
        Assert.True((await portal.Get<AddWebhook>().RunAsync(new(owner, wide.Url, OutgoingKinds.All) { Addresses = true }, Actors.Admin, Ct)).Ok);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await DeliverAsync();

        Assert.Empty(narrow.Calls);
        Assert.Equal("ann@example.com", wide.Calls.Single().Data.GetProperty("address").GetString());
        Assert.False(endpoint.Calls.Single(c => c.Status is not null).Data.TryGetProperty("address", out _));
    }

    private static ConsentStatement Statement(string address, ConsentStatus status) => new() { Channel = Channel.Email, Address = address, Profile = "default", Purpose = "commercial", Status = status };

    private async Task StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        portal = await TestPortal.StartAsync(provider, null, ("ConsentPortal:Webhooks:AllowLoopback", "true"));
        hook = (await portal.Get<AddWebhook>().RunAsync(new(await OwnerAsync(portal, "CRM", "events:read"), endpoint.Url, OutgoingKinds.All), Actors.Admin, Ct)).Value;
    }

    private async Task DeliverAsync() => Assert.True((await portal.Get<DeliverWebhooks>().RunAsync(new(ToTheEnd: true), Actor.System, Ct)).Ok);

    private async Task<IReadOnlyList<FindDeliveries.Row>> RowsAsync(DeliveryState? state = null) => (await portal.Get<FindDeliveries>().RunAsync(new(hook.Id, state, Take: 200), Actors.Admin, Ct)).Value.Rows;

    private async Task<FindWebhooks.Row> HookAsync() => (await portal.Get<ReadWebhook>().RunAsync(new(hook.Id), Actors.Admin, Ct)).Value.Webhook;

    internal static async Task<Id<Application>> OwnerAsync(TestPortal portal, string name, params string[] scopes)
    {
        await portal.Get<IssueApiKey>().RunAsync(new(name, null, null, scopes), Actors.Admin, Ct);
        await using var db = portal.NewDb();
        return await db.Set<Application>().Where(a => a.Name == name).Select(a => a.Id).SingleAsync();
    }
}
