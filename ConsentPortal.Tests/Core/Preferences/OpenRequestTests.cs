using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.Preferences.SubscribeScene;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>Questions that wait for their answer: sent again, reminded of, lapsed, thrown away.</summary>
public sealed class OpenRequestTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, OnEveryDatabase]
    public async Task A_reminder_is_sent_once_with_a_link_of_its_own_and_both_links_work(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { ReminderDays = 2 });
        await SendAsync(portal, Entry("ann@example.com"));
        var first = await LastTokenAsync(portal, "ann@example.com");

        Assert.Equal(0, await RemindAsync(portal));
        portal.Clock.Advance(2 * Day);
        Assert.Equal(1, await RemindAsync(portal));
        portal.Clock.Advance(Day);
        Assert.Equal(0, await RemindAsync(portal));

        var second = await LastTokenAsync(portal, "ann@example.com");
        Assert.NotEqual(first, second);
        Assert.NotNull(await portal.Get<ReadConfirmation>().RunAsync(first, CancellationToken.None));
        Assert.True((await ConfirmAsync(portal, second)).Ok);
        Assert.False((await ConfirmAsync(portal, first)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_one_of_these_mails_speaks_in_the_words_that_the_profile_gave_it(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { ReminderDays = 2, AsksChild = true });
        await portal.World.SaysAsync("fan@example.com", ConsentStatus.OptedIn, topic: "newsletter");
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!.Id.Value;
        string[] kinds = [ConfirmationMail.ReminderKind, GuardianMail.Kind, GuardianMail.ReminderKind, LinkMail.Kind, LinkMail.AlreadyKind];
        foreach (var kind in kinds)
        {
            var words = portal.Get<MailKinds>().Find(kind)!.Shipped("en") with { Subject = $"Ours: {kind}" };
            Assert.True((await portal.Get<EditTemplate>().RunAsync(new(new(profile, kind, "en"), 0, words), Actors.Admin, CancellationToken.None)).Ok);
        }

        await SendAsync(portal, Entry("fan@example.com"));
        await portal.Get<AskForLink>().RunAsync(new("default", "fan@example.com", "en"), Actor.Subject, CancellationToken.None);
        await SendAsync(portal, Entry("ann@example.com"));
        await SendAsync(portal, Entry("kid@example.com") with { FirstName = "Kim", Child = true, GuardianName = "Gail", GuardianEmail = "gail@example.com" });
        await ConfirmAsync(portal, await LastTokenAsync(portal, "kid@example.com"));
        portal.Clock.Advance(3 * Day);
        Assert.Equal(2, await RemindAsync(portal));

        var own = (await MailsAsync(portal)).FindAll(m => m.Subject.StartsWith("Ours", StringComparison.Ordinal));
        Assert.All(own, m => Assert.Equal($"Ours: {m.Kind}", m.Subject));
        Assert.Equal(kinds.Order(StringComparer.Ordinal), own.Select(m => m.Kind).Order(StringComparer.Ordinal));
        Assert.All(own, m => Assert.Empty(m.Headers)); // none of them advertises
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_is_reminded_who_said_no_is_suppressed_has_answered_or_never_was_to_be(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { ReminderDays = 2 });
        await portal.World.SaysAsync("no@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "sorry@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Objection), Actors.Admin, CancellationToken.None);
        foreach (var address in new[] { "no@example.com", "sorry@example.com", "yes@example.com", "later@example.com" })
        {
            await SendAsync(portal, Entry(address));
        }

        await ConfirmAsync(portal, await LastTokenAsync(portal, "yes@example.com"));
        await portal.World.SaysAsync("later@example.com", ConsentStatus.OptedOut);
        portal.Clock.Advance(3 * Day);

        Assert.Equal(0, await RemindAsync(portal));
        Assert.Equal(4, (await MailsAsync(portal)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_lapses_when_the_page_says_and_a_fresh_one_goes_to_the_same_address_three_times_a_day_at_most(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { ConfirmDays = 3 });
        await SendAsync(portal, Entry("ann@example.com") with { LastName = "Example" });
        var late = await LastTokenAsync(portal, "ann@example.com");
        Assert.Null(await portal.Get<ReadConfirmation>().LapsedAsync(late, CancellationToken.None));
        portal.Clock.Advance(3 * Day);

        Assert.False((await ConfirmAsync(portal, late)).Ok);
        Assert.NotNull(await portal.Get<ReadConfirmation>().LapsedAsync(late, CancellationToken.None));
        Assert.Null(await portal.Get<ReadConfirmation>().LapsedAsync("nonsense", CancellationToken.None));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(AskOutcome.Sent, (await AgainAsync(portal, late)).Value);
        }

        Assert.Equal(AskOutcome.TooMany, (await AgainAsync(portal, late)).Value);
        Assert.True((await ConfirmAsync(portal, await LastTokenAsync(portal, "ann@example.com"))).Ok);
        await using var db = portal.NewDb();
        Assert.Equal("Example", (await db.Set<ConsentPortal.Core.Contacts.Contact>().SingleAsync()).Name); // the fresh question knows the person
        Assert.False((await AgainAsync(portal, "nonsense")).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Send_it_again_repeats_the_open_question_and_the_code_and_nothing_for_a_token_that_is_nobodys(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { OffersSms = true });
        var token = await SendAsync(portal, Entry("ann@example.com", Newsletter, NewsletterSms) with { Phone = "+491701234567" });

        await portal.Get<AskAgain>().RunAsync(new("default", "nobody's", "en"), Actor.Subject, CancellationToken.None);
        await portal.Get<AskAgain>().RunAsync(new("default", token, "en"), Actor.Subject, CancellationToken.None);
        await WorkAsync(portal);
        Assert.Equal(2, (await MailsAsync(portal, "ann@example.com")).Count);
        await ConfirmAsync(portal, await LastTokenAsync(portal, "ann@example.com"));
        await portal.Get<AskAgain>().RunAsync(new("default", token, "en"), Actor.Subject, CancellationToken.None);
        await WorkAsync(portal);

        Assert.Equal(2, (await MailsAsync(portal, "ann@example.com")).Count); // answered: not asked again
        await using var db = portal.NewDb();
        Assert.Equal(3, await db.Set<TextMessage>().CountAsync());
        Assert.Empty(await db.Set<PublicWish>().ToListAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task What_nobody_confirmed_is_gone_after_thirty_days_and_only_its_number_is_kept(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal);
        await SendAsync(portal, Entry("never@example.com") with { LastName = "Never" });
        await SendAsync(portal, Entry("ann@example.com"));
        await ConfirmAsync(portal, await LastTokenAsync(portal, "ann@example.com"));
        portal.Clock.Advance(31 * Day);

        Assert.Equal(1, (await portal.Get<PurgeRequests>().RunAsync(new(), Actor.System, CancellationToken.None)).Value);
        await portal.Get<RunRetention>().RunAsync(new("forms"), Actor.System, CancellationToken.None);

        await using var db = portal.NewDb();
        Assert.True((await db.Set<ConsentRequest>().SingleAsync()).Confirmed);
        Assert.Empty(await db.Set<RequestedPerson>().ToListAsync());
        Assert.Empty(await db.Set<Subscription>().ToListAsync());
        Assert.Equal(1, (await db.Set<LapsedRequests>().SingleAsync()).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_who_is_known_gets_the_lost_link_by_mail_or_text_three_times_a_day(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("+491701234567", ConsentStatus.OptedIn);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "dead@example.com"), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Admin, CancellationToken.None);
        await portal.World.SaysAsync("dead@example.com", ConsentStatus.OptedIn);

        foreach (var address in new[] { "ann@example.com", "ANN@example.com", "stranger@example.com", "dead@example.com", "+49 170 1234567", "ann@example.com", "ann@example.com" })
        {
            Assert.True((await portal.Get<AskForLink>().RunAsync(new("default", address, "en"), Actor.Subject, CancellationToken.None)).Ok);
        }

        await WorkAsync(portal);

        var mails = await MailsAsync(portal);
        Assert.Equal(3, mails.Count);
        Assert.All(mails, m => Assert.Equal(("ann@example.com", LinkLetter.Kind), (m.To, m.Kind)));
        Assert.True(portal.Get<PreferenceLinks>().TryRead(Recipients.LinkIn(mails[0].Text)["/u/".Length..], out _));
        await using var db = portal.NewDb();
        Assert.Contains("/u/", (await db.Set<TextMessage>().SingleAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(3, await db.Set<ConsentPortal.Core.Contacts.ContactPoint>().CountAsync()); // asking stores nobody
    }

    private static async Task<int> RemindAsync(TestPortal portal) => (await portal.Get<RemindRequests>().RunAsync(new(portal.Clock.GetUtcNow()), Actor.System, CancellationToken.None)).Value;

    private static async Task<Outcome<AskOutcome>> AgainAsync(TestPortal portal, string token) => await portal.Get<ResendConfirmation>().RunAsync(new(token), Actor.Subject, CancellationToken.None);
}
