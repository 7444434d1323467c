using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using DeliveryFault = ConsentPortal.Core.Integration.DeliveryFault;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Integration;

// endpoints that fail: the table of retries, sleep and waking, dead letters
public sealed partial class WebhookDeliveryTests
{
    // the waits of Standard Webhooks 1.0, each up to a tenth longer
    private static readonly double[] Table = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400];

    [Fact]
    public async Task An_endpoint_that_is_down_is_retried_by_the_table_then_sleeps_and_goes_on_when_woken()
    {
        await StartAsync();
        await MakeAdministratorAsync();
        endpoint.Answer = _ => (500, null, null);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await DeliverAsync();
        foreach (var wait in Table)
        {
            var next = (await RowsAsync()).Single();
            Assert.InRange((next.NextAttemptAt!.Value - next.LastAt!.Value).TotalSeconds, wait - 1, wait * 1.1 + 1);
            portal.Clock.Advance(TimeSpan.FromSeconds(wait * 1.1 + 1));
            await DeliverAsync();
        }

        Assert.Equal(10, endpoint.Calls.Count);
        Assert.Single(endpoint.Calls.Select(c => c.Id).Distinct());
        Assert.Equal(10, endpoint.Calls.Select(c => c.Timestamp).Distinct().Count());
        var asleep = await HookAsync();
        Assert.Equal((WebhookState.Asleep, WebhookReason.NoAnswer, 1), (asleep.State, asleep.Reason, asleep.Waiting));
        var lag = (await portal.Get<FindOptOutLag>().RunAsync(Actors.Admin, Ct)).Value.Single();
        Assert.True(lag.Alarm && lag.Lag > TimeSpan.FromHours(75) && lag.Asleep == 1);
        await using (var db = portal.NewDb())
        {
            var mail = await db.Set<Email>().SingleAsync(e => e.Kind == WebhookAlerts.MailKind);
            Assert.Equal(("ada@example.com", "Webhook of CRM stopped"), (mail.To, mail.Subject));
        }

        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        endpoint.Answer = _ => (200, null, null);
        await DeliverAsync();
        Assert.Equal(10, endpoint.Calls.Count);
        Assert.True((await portal.Get<SwitchWebhook>().RunAsync(new(hook.Id, On: true), Actors.Admin, Ct)).Ok);
        await DeliverAsync();
        Assert.Equal(["optedIn", "optedOut"], endpoint.Calls.Skip(10).Select(c => c.Status).Order(StringComparer.Ordinal));
        Assert.Equal(11, (await portal.Get<ReadDelivery>().RunAsync(new((await RowsAsync()).First(r => r.Urgent).Id), Actors.Admin, Ct)).Value.Attempts.Count);
        Assert.Null((await portal.Get<FindOptOutLag>().RunAsync(Actors.Admin, Ct)).Value.Single().Oldest);
    }

    [Fact]
    public async Task A_probe_wakes_an_endpoint_that_is_back()
    {
        await StartAsync();
        endpoint.Answer = _ => (500, null, null);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await FailAllAsync();
        Assert.Equal(WebhookState.Asleep, (await HookAsync()).State);
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
        await DeliverAsync();
        Assert.Equal((WebhookState.Asleep, 11), ((await HookAsync()).State, endpoint.Calls.Count));
        endpoint.Answer = _ => (204, null, null);
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
        await DeliverAsync();

        Assert.Equal((WebhookState.Active, 0), ((await HookAsync()).State, (await HookAsync()).Waiting));
    }

    [Fact]
    public async Task What_one_endpoint_never_takes_is_given_up_while_others_arrive_and_can_be_replayed()
    {
        await StartAsync();
        endpoint.Answer = c => (c.Status == "optedOut" ? 422 : 200, null, null);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await DeliverAsync();
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        await FailAllAsync();
        var dead = (await RowsAsync(DeliveryState.GivenUp)).Single();

        Assert.Equal((WebhookState.Active, 10, 422), ((await HookAsync()).State, dead.Attempts, dead.Status));
        Assert.NotNull((await portal.Get<FindOptOutLag>().RunAsync(Actors.Admin, Ct)).Value.Single().Oldest);
        endpoint.Answer = _ => (200, null, null);
        Assert.Equal(1, (await portal.Get<ReplayDeliveries>().RunAsync(new(hook.Id), Actors.Admin, Ct)).Value);
        await DeliverAsync();
        Assert.Equal((DeliveryState.Delivered, dead.EventId), ((await RowsAsync()).Single(r => r.Urgent).State, endpoint.Calls[^1].Id));
        Assert.Null((await portal.Get<FindOptOutLag>().RunAsync(Actors.Admin, Ct)).Value.Single().Oldest);
    }

    [Fact]
    public async Task Gone_switches_off_a_redirect_is_not_followed_and_a_busy_endpoint_is_left_alone()
    {
        await StartAsync();
        using HookEndpoint elsewhere = new();
        endpoint.Answer = _ => (302, null, elsewhere.Url);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await DeliverAsync();
        Assert.Equal((DeliveryFault.Redirected, 302), ((await RowsAsync()).Single().Fault, (await RowsAsync()).Single().Status));
        Assert.Empty(elsewhere.Calls);

        endpoint.Answer = _ => (503, "120", null);
        portal.Clock.Advance(TimeSpan.FromSeconds(6));
        await DeliverAsync();
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        portal.Clock.Advance(TimeSpan.FromSeconds(115));
        await DeliverAsync();
        Assert.Equal(2, endpoint.Calls.Count);
        endpoint.Answer = _ => (410, null, null);
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        await DeliverAsync();
        Assert.Equal((WebhookState.Off, WebhookReason.Gone, 3), ((await HookAsync()).State, (await HookAsync()).Reason, endpoint.Calls.Count));

        endpoint.Answer = _ => (200, null, null);
        Assert.True((await portal.Get<SwitchWebhook>().RunAsync(new(hook.Id, On: true), Actors.Admin, Ct)).Ok);
        await DeliverAsync();
        Assert.Equal(2, endpoint.Calls.Skip(3).Select(c => c.Id).Distinct().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task A_back_fill_tells_what_was_before_and_the_log_is_tidied(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await portal.Get<SwitchWebhook>().RunAsync(new(hook.Id, On: false), Actors.Admin, Ct);
        await portal.Get<RemoveWebhook>().RunAsync(new(hook.Id), Actors.Admin, Ct);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        hook = (await portal.Get<AddWebhook>().RunAsync(new(await OwnerAsync(portal, "Shop", "events:read"), endpoint.Url, OutgoingKinds.All), Actors.Admin, Ct)).Value;
        await DeliverAsync();
        Assert.Empty(endpoint.Calls);

        Assert.Equal(1, (await portal.Get<BackfillWebhook>().RunAsync(new(hook.Id, After: 1), Actors.Admin, Ct)).Value);
        await DeliverAsync();
        Assert.Equal(["optedOut"], endpoint.Calls.Select(c => c.Status));
        Assert.Equal("after", (await portal.Get<BackfillWebhook>().RunAsync(new(hook.Id, After: 99), Actors.Admin, Ct)).Problem!.Field);

        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, (await portal.Get<TidyDeliveries>().RunAsync(new(), Actor.System, Ct)).Value);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task One_process_delivers_at_a_time_and_another_takes_over_when_it_is_gone()
    {
        await StartAsync();
        var databases = portal.Get<PortalDbFactory>();
        using WebhookTurns one = new(databases, portal.Clock), other = new(databases, portal.Clock);

        Assert.True(await one.TakeAsync(Ct));
        Assert.False(await other.TakeAsync(Ct));
        portal.Clock.Advance(WebhookTurns.Life);
        Assert.True(await other.TakeAsync(Ct));
        Assert.False(await one.TakeAsync(Ct));
        await other.EndAsync();
        Assert.True(await one.TakeAsync(Ct));
    }

    [Fact]
    public async Task A_test_event_says_at_once_what_the_endpoint_answered()
    {
        await StartAsync();
        var good = (await portal.Get<SendTestEvent>().RunAsync(new(hook.Id), Actors.Admin, Ct)).Value;
        endpoint.Answer = _ => (401, null, null);
        var bad = (await portal.Get<SendTestEvent>().RunAsync(new(hook.Id), Actors.Admin, Ct)).Value;

        Assert.Equal((true, "io.consentportal.webhook.test.v1"), (good.Arrived, endpoint.Calls[0].Type));
        Assert.Equal((false, 401, "It answered 401. Only 200 to 299 counts as received."), (bad.Arrived, bad.Status, bad.Said));
        Assert.Equal(0, (await HookAsync()).GivenUp);
    }

    private async Task FailAllAsync()
    {
        await DeliverAsync();
        foreach (var wait in Table)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(wait * 1.1 + 1));
            await DeliverAsync();
        }
    }

    private async Task MakeAdministratorAsync()
    {
        await using var db = portal.NewDb();
        db.Add(new ConsentPortal.Core.Team.TeamMember { Id = 77, UserName = "ada@example.com", Email = "ada@example.com", DisplayName = "Ada", Language = "en", Role = ConsentPortal.Core.Team.Role.Administrator, PasswordHash = "x", CreatedAt = portal.Clock.Now() });
        db.Announce(new ApiKeyRevoked(default), Actors.Admin);
        await db.SaveChangesAsync();
    }
}
