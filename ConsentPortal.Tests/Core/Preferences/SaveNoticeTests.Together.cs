using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>Several saves in a row are one mail.</summary>
public sealed partial class SaveNoticeTests
{
    [Theory, OnEveryDatabase]
    public async Task What_is_saved_within_ten_minutes_comes_in_one_mail_whose_link_takes_all_of_it_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await LinkAsync(portal);
        await OffAsync(portal, link, Newsletter);
        portal.Clock.Advance(TimeSpan.FromMinutes(4));
        await OffAsync(portal, link, Updates);
        portal.Clock.Advance(TimeSpan.FromMinutes(4));
        await PauseAsync(portal, link, 30);
        await TellAsync(portal);

        var mail = Assert.Single(await MailsAsync(portal));
        Assert.All(["Newsletter", "Product updates", "Offers and news until 14 February 2026 (a pause)"], line => Assert.Contains(line, mail.Text, StringComparison.Ordinal));
        var undone = await UndoAsync(portal, TokenIn(mail));
        Assert.Equal((3, 0), (undone.Value.Restored, undone.Value.Kept));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "product-updates"));
        await TellAsync(portal);
        Assert.Single(await MailsAsync(portal));
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_thing_saved_twice_goes_back_to_before_the_first_and_what_somebody_said_since_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await LinkAsync(portal);
        await OffAsync(portal, link, Newsletter);
        await portal.Get<SavePreferences>().RunAsync(new(link, [new(Newsletter, false, true)], Stranger, MayOptIn: true), Actor.Subject, CancellationToken.None); // asks
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await OffAsync(portal, link, Newsletter);
        await OffAsync(portal, link, Updates);
        await TellAsync(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "product-updates", by: Actors.CrmThatReopts);

        var undone = await UndoAsync(portal, TokenIn(Assert.Single(await MailsAsync(portal))));

        Assert.Equal((1, 1), (undone.Value.Restored, undone.Value.Kept));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com", topic: "product-updates"));
    }

    [Fact]
    public async Task What_was_taken_back_at_once_and_a_pause_that_was_ended_are_not_told_a_pause_is()
    {
        await using var portal = await TestPortal.StartAsync();
        var link = await LinkAsync(portal);
        var saved = await OffAsync(portal, link, Newsletter);
        Assert.True((await UndoAsync(portal, saved.Saved!.Offer!.Token)).Ok);
        await PauseAsync(portal, link, 30);
        await portal.Get<EndPause>().RunAsync(new(link, Stranger, true), Actor.Subject, CancellationToken.None);
        await TellAsync(portal);
        Assert.Empty(await MailsAsync(portal));

        await PauseAsync(portal, link, 90);
        await TellAsync(portal);

        var mail = Assert.Single(await MailsAsync(portal));
        Assert.DoesNotContain("Newsletter", mail.Text, StringComparison.Ordinal);
        Assert.True((await UndoAsync(portal, TokenIn(mail))).Ok);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
    }
}
