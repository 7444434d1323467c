using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>What a link shows: its own address, whoever uses it now, and the rules of this very moment.</summary>
public sealed class ReadPreferenceCenterTests
{
    private const string Purpose = "email-1-0";
    private static readonly Visitor Reader = new("en", "192.0.2.1", "Firefox");

    [Theory, OnEveryDatabase]
    public async Task A_number_is_shown_with_its_other_phone_channel_and_an_address_alone(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var sms = await portal.World.LinkAsync("+4915123456789", Channel.Sms);
        Assert.Equal([Channel.Sms], (await LookAsync(portal, sms)).Channels); // nobody was ever called there

        await portal.World.LinkAsync("+4915123456789", Channel.Voice);

        Assert.Equal([Channel.Sms, Channel.Voice], (await LookAsync(portal, sms)).Channels);
        Assert.Equal([Channel.Email], (await LookAsync(portal, await portal.World.LinkAsync())).Channels);
    }

    [Theory, OnEveryDatabase]
    public async Task The_language_is_the_one_persons_who_uses_the_address_now_or_whom_the_link_names(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("ann", ["ann@example.com"], f => f with { Language = "pl" });
        var link = await portal.World.LinkAsync();
        Assert.Equal("pl", (await LookAsync(portal, link)).ContactLanguage);

        var ben = await portal.World.PersonAsync("ben", ["ann@example.com"], f => f with { Language = "it" });
        Assert.Equal("", (await LookAsync(portal, link)).ContactLanguage);
        Assert.Equal("it", (await LookAsync(portal, link with { ContactId = ben })).ContactLanguage);

        await portal.World.LeavesAsync(ann, "ann@example.com");
        Assert.Equal("it", (await LookAsync(portal, link)).ContactLanguage);
        Assert.Equal("it", (await LookAsync(portal, link with { ContactId = ann })).ContactLanguage); // no longer hers
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_rule_and_a_changed_center_show_at_the_next_look(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await portal.World.LinkAsync();
        var before = await LookAsync(portal, link);
        Assert.Equal((true, true), (Choice(before).On, before.Center.ShowPause));

        await portal.World.ModelAsync(EnforcementModel.Restrictive);
        Assert.False(Choice(await LookAsync(portal, link)).On);

        await portal.ShowsAsync(s => s with { Pause = false });
        Assert.False((await LookAsync(portal, link)).Center.ShowPause);
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_mail_asked_waits_until_it_dies(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        var link = await portal.World.LinkAsync();
        await portal.Get<SavePreferences>().RunAsync(new(link, [new(Purpose, false, true)], Reader, MayOptIn: true), Actor.Subject, CancellationToken.None);

        Assert.True(Choice(await LookAsync(portal, link)).Asked);
        Assert.False(Choice(await LookAsync(portal, await portal.World.LinkAsync("ben@example.com"))).Asked);

        portal.Clock.Advance(TimeSpan.FromDays(8));
        Assert.False(Choice(await LookAsync(portal, link)).Asked);
    }

    [Theory, OnEveryDatabase]
    public async Task A_complaint_can_be_taken_back_by_the_person_and_a_legal_order_cannot(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SuppressAsync(portal, "ann@example.com", SuppressionReason.Complaint);
        await SuppressAsync(portal, "ben@example.com", SuppressionReason.LegalOrder);

        Assert.Equal(SwitchingOn.ByMail, Choice(await LookAsync(portal, await portal.World.LinkAsync("ann@example.com"))).SwitchingOn);
        Assert.Equal(SwitchingOn.Barred, Choice(await LookAsync(portal, await portal.World.LinkAsync("ben@example.com"))).SwitchingOn);
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_to_an_address_that_was_never_stored_shows_no_choice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var view = await LookAsync(portal, (await portal.World.LinkAsync()) with { PointId = new(4711) });

        Assert.Empty(view.Purposes);
        Assert.Null(view.MaskedAddress);
    }

    private static async Task SuppressAsync(TestPortal portal, string address, SuppressionReason reason)
        => Assert.True((await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, address), SuppressionScope.Marketing, null, reason), Actors.Admin, CancellationToken.None)).Ok);

    private static Choice Choice(PreferenceView view) => view.Choices.Single(c => c.Key == Purpose);

    private static async Task<PreferenceView> LookAsync(TestPortal portal, PreferenceLink link) => (await portal.Get<ReadPreferenceCenter>().RunAsync(link, CancellationToken.None))!;
}
