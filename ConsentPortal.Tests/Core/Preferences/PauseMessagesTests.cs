using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

public sealed class PauseMessagesTests
{
    private static readonly Visitor Reader = new("en", "192.0.2.1", "Firefox");

    [Theory, OnEveryDatabase]
    public async Task The_newest_pause_counts_and_taking_it_back_gives_the_one_before(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await portal.World.LinkAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var first = (await PauseAsync(portal, link, 30)).PausedUntil;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await PauseAsync(portal, link, 90);
        Assert.True(second.PausedUntil > first);

        await portal.Get<UndoSave>().RunAsync(new(second.Offer!.Token, Reader), Actor.Subject, CancellationToken.None);

        var record = await portal.World.RecordAsync("ann@example.com");
        Assert.Equal((first, ConsentStatus.OptedIn), (record.PausedUntil, record.Status));
        Assert.Equal(ReasonCode.Paused, await portal.World.ReasonAsync("ann@example.com"));
        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_pause_that_was_ended_meanwhile_is_not_taken_back_and_the_ledger_holds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await portal.World.LinkAsync();
        var paused = await PauseAsync(portal, link, 30);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await portal.Get<EndPause>().RunAsync(new(link, Reader, Proved: true), Actor.Subject, CancellationToken.None)).Ok);

        var undone = await portal.Get<UndoSave>().RunAsync(new(paused.Offer!.Token, Reader), Actor.Subject, CancellationToken.None);

        Assert.Equal((0, 1), (undone.Value.Restored, undone.Value.Kept));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(Refusal.NotFound, (await portal.Get<EndPause>().RunAsync(new(link, Reader, Proved: true), Actor.Subject, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<EndPause>().RunAsync(new(link, Reader, Proved: false), Actor.Subject, CancellationToken.None)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_signal_of_a_browser_is_written_down_with_any_save_and_never_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.SellsAsync();
        var link = await portal.World.LinkAsync();
        var refusing = Reader with { RefusesSale = true };
        var save = portal.Get<SavePreferences>();

        var first = await save.RunAsync(new(link, [], refusing, MayOptIn: false), Actor.Subject, CancellationToken.None);
        var again = await save.RunAsync(new(link, [], refusing, MayOptIn: false), Actor.Subject, CancellationToken.None);
        var without = await save.RunAsync(new(await portal.World.LinkAsync("ben@example.com"), [], Reader, MayOptIn: false), Actor.Subject, CancellationToken.None);

        Assert.Equal("Sale and sharing", Assert.Single(first.Value.Saved!.Signal).Purpose.Name.In("en"));
        Assert.Null(again.Value.Saved);
        Assert.Null(without.Value.Saved);
        Assert.Equal((ConsentAction.Gpc, ActorKind.Subject), (Assert.Single(await portal.World.EventsAsync()).Action, (await portal.World.EventsAsync())[0].ActorKind));
    }

    [Theory, OnEveryDatabase]
    public async Task Where_consent_hangs_on_the_person_a_pause_is_seen_hides_no_yes_and_can_be_ended(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("ann", ["ann@example.com"]);
        await portal.World.ModelAsync(ConsentPortal.Core.Compliance.EnforcementModel.Restrictive);
        await portal.World.ScopeAsync(ConsentPortal.Core.Compliance.OptOutScope.Contact);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var link = await portal.World.LinkAsync();
        var paused = await PauseAsync(portal, link, 30);

        var view = (await portal.Get<ReadPreferenceCenter>().RunAsync(link, CancellationToken.None))!;

        Assert.Equal(paused.PausedUntil, view.PausedUntil);
        Assert.True(view.Choices.Single(c => c.Key == "email-1-0").On);
        Assert.True((await portal.Get<EndPause>().RunAsync(new(link, Reader, Proved: true), Actor.Subject, CancellationToken.None)).Ok);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
    }

    private static async Task<SavedChoices> PauseAsync(TestPortal portal, PreferenceLink link, int days)
        => (await portal.Get<PauseMessages>().RunAsync(new(link, days, Reader), Actor.Subject, CancellationToken.None)).Value;
}
