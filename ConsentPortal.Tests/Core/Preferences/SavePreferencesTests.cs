using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>What a reader's wishes come to: on the rule of topics under purposes, and on who may switch what on.</summary>
public sealed class SavePreferencesTests
{
    private const string Purpose = "email-1-0", Newsletter = "email-1-1", Updates = "email-1-2", Tracking = "email-3-0";
    private static readonly Visitor Reader = new("en", "192.0.2.1", "Firefox");

    [Theory, OnEveryDatabase]
    public async Task Switching_a_purpose_on_never_switches_on_a_topic_that_was_off_and_left_off(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        var saved = await SaveAsync(portal, new(Purpose, false, true), new(Newsletter, false, false), new(Updates, false, true));

        Assert.Equal([Newsletter], saved.Saved!.Off.Select(c => c.Key));
        Assert.Equal([Purpose, Updates], saved.Saved.Asked.Select(c => c.Key));
        Assert.Equal(ConsentStatus.OptedOut, (await portal.World.RecordAsync("ann@example.com", topic: "newsletter")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_topics_yes_under_a_refused_purpose_is_refused_and_the_rest_is_saved(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, "tracking");

        var saved = await SaveAsync(portal, new(Purpose, false, false), new(Newsletter, false, true), new(Tracking, true, false));

        var problem = Assert.Single(saved.Problems);
        Assert.Equal((Newsletter, Wishes.TickPurposeToo), (problem.Field, problem.Message));
        Assert.Equal([Tracking], saved.Saved!.Off.Select(c => c.Key));
    }

    [Fact]
    public async Task Under_a_restrictive_purpose_one_topic_is_asked_for_alone()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.ModelAsync(EnforcementModel.Restrictive);

        var saved = await SaveAsync(portal, new(Purpose, false, false), new(Newsletter, false, true));

        Assert.Equal([Newsletter], saved.Saved!.Asked.Select(c => c.Key));
        Assert.Empty(saved.Saved.Off);
    }

    [Fact]
    public async Task A_childs_address_and_a_dead_one_are_not_switched_on_by_the_reader()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.PersonAsync("kid", ["ann@example.com"], f => f with { Child = true });
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "dead@example.com"), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Admin, CancellationToken.None);

        var child = await SaveAsync(portal, new SavePreferences.Answer(Tracking, false, true));
        var dead = await portal.Get<SavePreferences>().RunAsync(new(await portal.World.LinkAsync("dead@example.com"), [new(Tracking, false, true)], Reader, MayOptIn: true), Actor.Subject, CancellationToken.None);

        Assert.Equal(Wishes.Barred, Assert.Single(child.Problems).Message);
        Assert.Equal(Wishes.Barred, Assert.Single(dead.Value.Problems).Message);
        Assert.Null(child.Saved);
    }

    [Fact]
    public async Task Unknown_and_repeated_controls_of_a_forged_form_do_nothing()
    {
        await using var portal = await TestPortal.StartAsync();

        var saved = await SaveAsync(portal, new("sms-1-0", false, true), new("email-99-0", false, true), new("", false, true), new(Newsletter, true, true), new(Newsletter, true, false));

        Assert.Null(saved.Saved);
        Assert.Empty(saved.Problems);
        Assert.Empty(await portal.World.EventsAsync());
    }

    [Fact]
    public async Task Nobody_but_a_reader_saves_and_the_words_beside_the_box_are_kept_as_evidence()
    {
        await using var portal = await TestPortal.StartAsync();
        var link = await portal.World.LinkAsync("ann@example.com");
        SavePreferences.Command command = new(link, [new(Newsletter, true, false)], Reader, MayOptIn: false);

        Assert.Equal(Refusal.Forbidden, (await portal.Get<SavePreferences>().RunAsync(command, Actors.Admin, CancellationToken.None)).Problem!.Refusal);
        await portal.Get<SavePreferences>().RunAsync(command, Actor.Subject, CancellationToken.None);

        var written = Assert.Single(await portal.World.EventsAsync());
        await using var db = portal.NewDb();
        var wording = db.Set<SideRow>().Single(r => r.Id == written.WordingId).Content;
        Assert.Contains("Newsletter: Our regular newsletter.", wording, StringComparison.Ordinal);
        Assert.Equal((ChoiceWording.Version, "en"), (written.WordingVersion, written.WordingLanguage));
    }

    private static async Task<SavePreferences.View> SaveAsync(TestPortal portal, params SavePreferences.Answer[] answers)
        => (await portal.Get<SavePreferences>().RunAsync(new(await portal.World.LinkAsync("ann@example.com"), answers, Reader, MayOptIn: true), Actor.Subject, CancellationToken.None)).Value;
}
