using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Integration;

public sealed partial class WebhookDeliveryTests
{
    [Fact]
    public async Task Each_event_names_the_stream_that_counts_it()
    {
        await StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter");
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint), Actors.Admin, Ct);
        await DeliverAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "product-updates");
        await DeliverAsync();

        Assert.Single(endpoint.Calls.Select(c => c.Subject).Distinct());
        Assert.All(endpoint.Calls, c => Assert.Equal(c.Type.Contains("consent.changed", StringComparison.Ordinal) ? "consent" : "portal", c.Json.GetProperty("stream").GetString()));
        Assert.Contains(endpoint.Calls, c => c.Type.Contains("suppression", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_passed_by_before_a_kind_was_added_comes_whole_with_a_back_fill()
    {
        await StartAsync();
        Assert.True((await portal.Get<EditWebhook>().RunAsync(new(hook.Id) { Kinds = [OutgoingKinds.SuppressionAdded] }, Actors.Admin, Ct)).Ok);
        await portal.Get<RecordConsent>().RunAsync(new([.. Enumerable.Range(0, 300).Select(n => Statement($"p{n}@example.com", ConsentStatus.OptedIn))]), Actors.Crm, Ct);
        await DeliverAsync();
        Assert.Empty(endpoint.Calls);
        Assert.True((await portal.Get<EditWebhook>().RunAsync(new(hook.Id) { Kinds = OutgoingKinds.All }, Actors.Admin, Ct)).Ok);
        Assert.Equal(300, (await portal.Get<BackfillWebhook>().RunAsync(new(hook.Id), Actors.Admin, Ct)).Value);
        await DeliverAsync();

        Assert.Equal(300, endpoint.Calls.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_opt_out_that_was_given_up_outlives_the_tidying_with_its_alarm()
    {
        await StartAsync();
        endpoint.Answer = _ => (400, null, null);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await DeliverAsync();
        await using (var db = portal.NewDb())
        {
            await db.Set<WebhookDelivery>().ExecuteUpdateAsync(d => d.SetProperty(x => x.State, DeliveryState.GivenUp).SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null));
        }

        portal.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(1, (await portal.Get<TidyDeliveries>().RunAsync(new(), Actor.System, Ct)).Value);
        Assert.True((await portal.Get<FindOptOutLag>().RunAsync(Actors.Admin, Ct)).Value.Single().Alarm);
        Assert.True((await portal.Get<ReplayDeliveries>().RunAsync(new(hook.Id), Actors.Admin, Ct)).Ok);
        Assert.False((await portal.Get<FindOptOutLag>().RunAsync(Actors.Admin, Ct)).Value.Single().Alarm);
    }

    [Fact]
    public async Task A_delivery_that_waits_keeps_its_lane_when_it_is_asked_for_again_and_nothing_goes_to_a_retired_application()
    {
        await StartAsync();
        endpoint.Answer = _ => (400, null, null);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await DeliverAsync();
        var row = (await RowsAsync()).Single();
        Assert.True((await portal.Get<ReplayDeliveries>().RunAsync(new(hook.Id, row.Id), Actors.Admin, Ct)).Ok);
        await using var db = portal.NewDb();
        Assert.Equal(DeliveryLane.Urgent, (await db.Set<WebhookDelivery>().SingleAsync()).Lane);

        await db.Set<Application>().ExecuteUpdateAsync(a => a.SetProperty(x => x.RetiredAt, portal.Clock.GetUtcNow()));
        var before = endpoint.Calls.Count;
        await DeliverAsync();
        Assert.Equal(before, endpoint.Calls.Count);
    }
}
