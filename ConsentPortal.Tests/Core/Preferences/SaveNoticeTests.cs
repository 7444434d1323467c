using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>A mail may have been forwarded: the address is told of what its link switched off, and can take it back.</summary>
public sealed partial class SaveNoticeTests
{
    private const string Newsletter = "email-1-1", Updates = "email-1-2";
    private static readonly Visitor Stranger = new("en", "192.0.2.1", "Firefox");

    [Theory, OnEveryDatabase]
    public async Task The_address_is_told_what_was_switched_off_and_has_30_days_to_take_it_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await LinkAsync(portal);

        await OffAsync(portal, link, Newsletter);
        Assert.Empty(await MailsAsync(portal)); // ten minutes for what may follow
        await TellAsync(portal);

        var mail = Assert.Single(await MailsAsync(portal));
        Assert.Equal((ChangeNotice.Kind, "ann@example.com"), (mail.Kind, mail.To));
        Assert.Contains("Newsletter", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe", mail.Headers.Keys);
        portal.Clock.Advance(TimeSpan.FromDays(29));
        Assert.True((await UndoAsync(portal, TokenIn(mail))).Ok);
        Assert.Equal(Refusal.NotFound, (await UndoAsync(portal, TokenIn(mail))).Problem!.Refusal); // once
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_somebody_confirmed_between_two_saves_is_what_the_mail_gives_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await LinkAsync(portal);
        await OffAsync(portal, link, Newsletter);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter", by: Actors.CrmThatReopts);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await OffAsync(portal, link, Newsletter);
        await TellAsync(portal);

        Assert.True((await UndoAsync(portal, TokenIn(Assert.Single(await MailsAsync(portal))))).Ok);

        Assert.Equal(ConsentStatus.OptedIn, (await portal.World.RecordAsync("ann@example.com", topic: "newsletter")).Status);
    }

    [Fact]
    public async Task What_was_agreed_to_again_meanwhile_is_not_told()
    {
        await using var portal = await TestPortal.StartAsync();
        await OffAsync(portal, await LinkAsync(portal), Newsletter);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter", by: Actors.CrmThatReopts);

        await TellAsync(portal);

        Assert.Empty(await MailsAsync(portal));
    }

    [Theory, OnEveryDatabase]
    public async Task Three_a_day_and_the_third_says_that_it_is_the_last(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await LinkAsync(portal);
        for (var i = 0; i < 5; i++)
        {
            await OffAsync(portal, link, Newsletter);
            portal.Clock.Advance(TimeSpan.FromMinutes(20));
            await TellAsync(portal);
            await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter", by: Actors.CrmThatReopts);
        }

        var mails = await MailsAsync(portal);
        Assert.Equal([false, false, true], mails.Select(m => m.Text.Contains("the last mail of this kind today", StringComparison.Ordinal)));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        await OffAsync(portal, link, Newsletter);
        await TellAsync(portal);
        Assert.Equal(4, (await MailsAsync(portal)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_doubtful_save_is_told_once_and_one_click_is_not_told_at_all(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var link = await LinkAsync(portal);

        await OffAsync(portal, link, Newsletter, ScannerSign.TooFast);
        await portal.Get<UnsubscribeInOneClick>().RunAsync(new(link, Stranger), Actor.Subject, CancellationToken.None);
        await TellAsync(portal);

        Assert.Equal(DoubtfulNotice.Kind, Assert.Single(await MailsAsync(portal)).Kind);
    }

    [Fact]
    public async Task Nothing_is_told_where_the_profile_is_silent_nothing_was_switched_off_or_the_address_is_dead()
    {
        await using var portal = await TestPortal.StartAsync();
        var link = await LinkAsync(portal);
        await portal.ShowsAsync(s => s with { TellOfChanges = false });

        var silent = await OffAsync(portal, link, Newsletter);
        Assert.Equal(UndoOffer.Life, silent.Saved!.Offer!.ExpiresAt - (await SavedAtAsync(portal, silent)));
        await portal.ShowsAsync(s => s with { TellOfChanges = true });

        await portal.Get<SavePreferences>().RunAsync(new(link, [new(Newsletter, false, true)], Stranger, MayOptIn: true), Actor.Subject, CancellationToken.None); // only asks
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Admin, CancellationToken.None);
        await OffAsync(portal, link, Updates);
        await TellAsync(portal);

        Assert.DoesNotContain(await MailsAsync(portal), m => m.Kind == ChangeNotice.Kind);
    }

    [Fact]
    public async Task The_mail_speaks_the_persons_language_whatever_the_visitors()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.PersonAsync("ann", ["ann@example.com"], f => f with { Language = "de" });

        await OffAsync(portal, await LinkAsync(portal), Newsletter);
        await TellAsync(portal);

        Assert.Contains("lang=\"de\"", Assert.Single(await MailsAsync(portal)).Html, StringComparison.Ordinal);
    }

    private static async Task TellAsync(TestPortal portal)
    {
        portal.Clock.Advance(ToldSaves.Gathers);
        Assert.True((await portal.Get<TellOfSaves>().RunAsync(new(), Actor.System, CancellationToken.None)).Ok);
    }

    private static async Task PauseAsync(TestPortal portal, PreferenceLink link, int days)
        => Assert.True((await portal.Get<PauseMessages>().RunAsync(new(link, days, Stranger), Actor.Subject, CancellationToken.None)).Ok);

    private static Task<Outcome<UndoSave.View>> UndoAsync(TestPortal portal, string token) => portal.Get<UndoSave>().RunAsync(new(token, Stranger), Actor.Subject, CancellationToken.None);

    private static string TokenIn(Email mail) => Recipients.LinkIn(mail.Text).Split('/')[^1];

    private static async Task<DateTimeOffset> SavedAtAsync(TestPortal portal, SavePreferences.View saved)
    {
        await using var db = portal.NewDb();
        return await db.Set<UndoOffer>().Where(o => o.Id == saved.Saved!.Offer!.Id).Select(o => o.SavedAt).SingleAsync();
    }

    private static async Task<SavePreferences.View> OffAsync(TestPortal portal, PreferenceLink link, string key, params ScannerSign[] signs)
        => (await portal.Get<SavePreferences>().RunAsync(new(link, [new(key, true, false)], Stranger, MayOptIn: false, signs), Actor.Subject, CancellationToken.None)).Value;

    private static async Task<List<Email>> MailsAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().Where(e => e.Kind == ChangeNotice.Kind || e.Kind == DoubtfulNotice.Kind).OrderBy(e => e.Id).ToListAsync();
    }

    private static async Task<PreferenceLink> LinkAsync(TestPortal portal)
    {
        var issued = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, Channel.Email, null, ["ann@example.com"]), Actors.Crm, CancellationToken.None);
        Assert.True(portal.Get<PreferenceLinks>().TryRead(issued.Value.Tokens[0], out var link));
        return link;
    }
}
