using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.Preferences.SubscribeScene;

namespace ConsentPortal.Tests.Core.Preferences;

public sealed class SubscribeTests
{
    [Theory, OnEveryDatabase]
    public async Task A_form_asks_the_address_once_for_all_ticks_and_its_answer_makes_the_opt_ins_and_the_lead(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal);
        await portal.World.ModelAsync(EnforcementModel.Restrictive);

        await SendAsync(portal, Entry("ann@example.com", Newsletter, Updates) with { FirstName = "Ann", LastName = "Example" });

        var mail = Assert.Single(await MailsAsync(portal, "ann@example.com"));
        Assert.Contains("Newsletter", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Product updates", mail.Text, StringComparison.Ordinal);
        Assert.Equal(ReasonCode.TopicNotOptedIn, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
        await using (var db = portal.NewDb())
        {
            Assert.Empty(await db.Set<Contact>().ToListAsync()); // what was typed waits for the confirmation
            Assert.Equal("", (await db.Set<Subscription>().SingleAsync()).Email);
        }

        Assert.True((await ConfirmAsync(portal, await LastTokenAsync(portal, "ann@example.com"))).Ok);

        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com", topic: "product-updates"));
        await using var after = portal.NewDb();
        var lead = await after.Set<Contact>().Include(c => c.States).SingleAsync();
        Assert.Equal((ContactKind.Lead, "Ann Example", "en", false), (lead.Kind, lead.Name, lead.Language, lead.State.Child));
        var events = await portal.World.EventsAsync();
        Assert.Equal([ConsentStatus.Pending, ConsentStatus.Pending, ConsentStatus.OptedIn, ConsentStatus.OptedIn], events.Select(e => e.NewStatus));
        Assert.Equal((SubscriptionWriter.Source, "subscribe@1", ConsentAction.Ticked), (events[0].Source, events[0].PreferenceCenterVersion, events[0].Action));
        Assert.Equal(lead.Id, events[^1].ContactId);
        Assert.Contains("Newsletter", (await after.Set<SideRow>().SingleAsync(r => r.Id == events[0].WordingId)).Content, StringComparison.Ordinal);
        Assert.Contains("192.0.2.7", (await after.Set<SideRow>().SingleAsync(r => r.Id == events[0].OriginId)).Content, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_fills_only_what_is_empty_in_the_record_of_who_is_known(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal);
        var known = await portal.World.PersonAsync("crm-1", ["ann@example.com"]);

        await SendAsync(portal, Entry("Ann@Example.com") with { FirstName = "Mallory", LastName = "Other" });
        await ConfirmAsync(portal, await LastTokenAsync(portal, "ann@example.com"));

        await using var db = portal.NewDb();
        var person = await db.Set<Contact>().SingleAsync();
        Assert.Equal((known, "crm-1", "en"), (person.Id, person.Name, person.Language));
    }

    [Theory, OnEveryDatabase]
    public async Task A_forbidden_address_is_not_asked_a_suppressed_one_is_and_who_has_it_all_gets_the_link(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "dead@example.com"), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Admin, CancellationToken.None);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "sorry@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Objection), Actors.Admin, CancellationToken.None);
        await portal.World.SaysAsync("fan@example.com", ConsentStatus.OptedIn, topic: "newsletter");

        foreach (var address in new[] { "dead@example.com", "sorry@example.com", "fan@example.com" })
        {
            await SendAsync(portal, Entry(address));
        }

        Assert.Equal([("sorry@example.com", ConfirmationMail.Kind), ("fan@example.com", LinkMail.AlreadyKind)], (await MailsAsync(portal)).Select(m => (m.To, m.Kind)));
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("sorry@example.com", topic: "newsletter"));
        await ConfirmAsync(portal, await LastTokenAsync(portal, "sorry@example.com"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("sorry@example.com", topic: "newsletter"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_child_proves_the_address_and_the_guardian_decides(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { AsksChild = true });

        await SendAsync(portal, Entry("kid@example.com") with { FirstName = "Kim", Child = true, GuardianName = "Gail Guardian", GuardianEmail = "gail@example.com" });
        Assert.Empty(await MailsAsync(portal, "gail@example.com"));
        var own = await ConfirmAsync(portal, await LastTokenAsync(portal, "kid@example.com"));

        Assert.Null(own.Value.Save); // nothing counts yet
        Assert.DoesNotContain(await portal.World.EventsAsync(), e => e.NewStatus == ConsentStatus.OptedIn);
        var mail = Assert.Single(await MailsAsync(portal, "gail@example.com"));
        Assert.Equal(GuardianMail.Kind, mail.Kind);
        Assert.Contains("k…@e….com", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("kid@example.com", mail.Text, StringComparison.Ordinal);

        Assert.NotNull((await ConfirmAsync(portal, await LastTokenAsync(portal, "gail@example.com"))).Value.Save);

        Assert.Equal(ActorKind.Guardian, (await portal.World.EventsAsync())[^1].ActorKind);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("kid@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.Child, await portal.World.ReasonAsync("kid@example.com", topic: "product-updates")); // she agreed to one thing
        await using var db = portal.NewDb();
        var people = await db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).ToListAsync();
        var guardian = people.Single(p => p.LastName == "Gail Guardian");
        var child = people.Single(p => p.FirstName == "Kim");
        Assert.Equal((true, guardian.Id), (child.State.Child, child.State.GuardianId));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_depends_on_what_was_typed_alone()
    {
        await using var portal = await StartAsync();
        await OpenAsync(portal, d => d with { AsksChild = true, OffersSms = true });

        async Task<string> FieldsAsync(SubscribeEntry entry) => string.Join(' ', (await portal.Get<Subscribe>().RunAsync(new("default", entry, Someone), Actor.Subject, CancellationToken.None)).Problems.Select(p => p.Field));

        Assert.Equal("ticks", await FieldsAsync(Entry("ann@example.com") with { Ticks = [] }));
        Assert.Equal("ticks", await FieldsAsync(Entry("ann@example.com", "email-9-9")));
        Assert.Equal("email", await FieldsAsync(Entry("ann@example")));
        Assert.Equal("phone", await FieldsAsync(Entry("", NewsletterSms) with { Phone = "030 123" }));
        Assert.Equal("", await FieldsAsync(Entry("", NewsletterSms) with { Phone = "+49 170 1234567" }));
        Assert.Equal("guardianName guardianEmail", await FieldsAsync(Entry("ann@example.com") with { Child = true }));
        Assert.Equal("child phone", await FieldsAsync(Entry("ann@example.com", NewsletterSms) with { Child = true, GuardianName = "G", GuardianEmail = "g@example.com" }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_counts_once_its_own_code_was_typed_in(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await OpenAsync(portal, d => d with { OffersSms = true, OffersVoice = true });
        var token = await SendAsync(portal, Entry("ann@example.com", Newsletter, NewsletterSms, NewsletterVoice) with { Phone = "+49 170 1234567", LastName = "Example" });
        var code = await LastCodeAsync(portal);

        async Task<Outcome<ConfirmNumber.View>> TypeAsync(string typed, string of) => await portal.Get<ConfirmNumber>().RunAsync(new(of, typed, Someone), Actor.Subject, CancellationToken.None);

        Assert.False((await TypeAsync(code == "000000" ? "111111" : "000000", token)).Ok);
        Assert.False((await TypeAsync(code, "nobody's token")).Ok);
        Assert.DoesNotContain(await portal.World.EventsAsync(), e => e.NewStatus == ConsentStatus.OptedIn);

        Assert.Equal(2, (await TypeAsync(code, token)).Value.Items.Count);

        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("+491701234567", topic: "newsletter", channel: Channel.Sms));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("+491701234567", topic: "newsletter", channel: Channel.Voice));
        Assert.Equal(2, (await portal.World.EventsAsync()).Count(e => e.NewStatus == ConsentStatus.OptedIn)); // not the mail's
        Assert.False((await TypeAsync(code, token)).Ok);
        await ConfirmAsync(portal, await LastTokenAsync(portal, "ann@example.com"));
        await using var db = portal.NewDb();
        Assert.Equal(3, (await db.Set<Contact>().Include(c => c.Links).SingleAsync()).Links.Count); // one person, one address, one number on two channels
    }

    [Fact]
    public async Task Five_wrong_codes_are_too_many()
    {
        await using var portal = await StartAsync();
        await OpenAsync(portal, d => d with { OffersSms = true });
        var token = await SendAsync(portal, Entry("", NewsletterSms) with { Phone = "+49 170 1234567" });
        var code = await LastCodeAsync(portal);

        for (var i = 0; i < AddressCode.MaxTries; i++)
        {
            await portal.Get<ConfirmNumber>().RunAsync(new(token, code == "000000" ? "111111" : "000000", Someone), Actor.Subject, CancellationToken.None);
        }

        Assert.False((await portal.Get<ConfirmNumber>().RunAsync(new(token, code, Someone), Actor.Subject, CancellationToken.None)).Ok);
    }

    [Fact]
    public async Task A_closed_page_and_a_filled_trap_write_nothing_down()
    {
        await using var portal = await StartAsync();
        await OpenAsync(portal);

        Assert.True((await portal.Get<Subscribe>().RunAsync(new("default", Entry("bot@example.com"), Someone) { Trapped = true }, Actor.Subject, CancellationToken.None)).Ok);
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        await portal.Get<DesignSubscribePage>().RunAsync(new(rules.Profile("default")!.Id, 1, new()), Actors.Admin, CancellationToken.None);
        Assert.Equal(Refusal.NotFound, (await portal.Get<Subscribe>().RunAsync(new("default", Entry("ann@example.com"), Someone), Actor.Subject, CancellationToken.None)).Problem!.Refusal);

        await using var db = portal.NewDb();
        Assert.Empty(await db.Set<Subscription>().ToListAsync());
    }
}
