using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed partial class RenewalTests
{
    [Theory, OnEveryDatabase]
    public async Task Who_may_be_asked_gets_one_mail_and_everybody_else_is_passed_over_for_a_reason(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await YesAsync(portal, "own@example.com");
        await YesAsync(portal, "own@example.com", topic: "newsletter");
        await YesAsync(portal, "stopped@example.com");
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "stopped@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Objection), Actors.Admin, default);
        await YesAsync(portal, "listed@example.com", ActorKind.Application);
        await YesAsync(portal, "level@example.com", ActorKind.Application);
        await portal.World.PersonAsync("crm-1", ["level@example.com"], f => f with { Level = ConsentLevel.Subscriptions, Language = "de" });
        await YesAsync(portal, "child@example.com", ActorKind.Guardian);
        await YesAsync(portal, "+4917012345678");
        await YesAsync(portal, "later@example.com", at: portal.Clock.Now().AddDays(-1)); // ends in eleven months

        var run = await portal.Get<StartRenewal>().RunAsync(await CommandAsync(portal), Actors.Admin, default);
        Assert.True(run.Ok);
        await RunAsync(portal);

        var row = Assert.Single((await portal.Get<FindRenewals>().RunAsync(Actors.Admin, default)).Value);
        Assert.Equal((RenewalState.Done, 6, 6, 2), (row.State, row.Total, row.Seen, row.Asked));
        Assert.Equal([(RenewalSkip.Denied, 1), (RenewalSkip.Unreachable, 1), (RenewalSkip.NoOwnAct, 1), (RenewalSkip.Guardian, 1)], row.Skipped);
        var mails = await MailsAsync(portal);
        Assert.Equal(["level@example.com", "own@example.com"], mails.Select(m => m.To).Order(StringComparer.Ordinal));
        var own = mails.Single(m => m.To == "own@example.com");
        Assert.All(["Newsletter (Commercial communication)", "Example Ltd", "1 Example Street", "https://portal.example/c/"], text => Assert.Contains(text, own.Text, StringComparison.Ordinal));
        Assert.Equal("List-Unsubscribe=One-Click", own.Headers["List-Unsubscribe-Post"]);
        Assert.Matches("^<https://portal.example/u/[A-Za-z0-9_-]{59}>$", own.Headers["List-Unsubscribe"]);
        Assert.Equal(RenewalEvent.Started, (await portal.LastAuditAsync()).Entry.Kind);
    }

    [Theory, OnEveryDatabase]
    public async Task A_confirmed_renewal_moves_the_end_on_and_nobody_is_asked_twice_in_thirty_days(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await YesAsync(portal, "own@example.com");
        var before = (await portal.World.RecordAsync("own@example.com")).ValidUntil;
        var command = await CommandAsync(portal);
        await portal.Get<StartRenewal>().RunAsync(command, Actors.Admin, default);
        await RunAsync(portal);
        var token = Token().Match((await MailsAsync(portal))[0].Text).Value;
        Assert.Equal(ConsentRequestKind.Renewal, (await portal.Get<ReadConfirmation>().RunAsync(token, default))!.Kind);
        Assert.Equal(before, (await portal.World.RecordAsync("own@example.com")).ValidUntil); // looking renews nothing

        await portal.Get<StartRenewal>().RunAsync(command, Actors.Admin, default);
        await RunAsync(portal);
        Assert.Equal([(RenewalSkip.AskedLately, 1)], (await portal.Get<FindRenewals>().RunAsync(Actors.Admin, default)).Value[0].Skipped);
        Assert.Single(await MailsAsync(portal));

        portal.Clock.Advance(TimeSpan.FromDays(10));
        Assert.True((await portal.Get<ConfirmOptIn>().RunAsync(new(token, new("en", "192.0.2.1", "Firefox")), Actor.Subject, default)).Ok);

        var record = await portal.World.RecordAsync("own@example.com");
        Assert.Equal(record.OccurredAt.AddMonths(12), record.ValidUntil);
        Assert.True(record.OccurredAt > before!.Value.AddDays(-20), "The act behind it is the confirmation.");
        var happened = (await portal.World.EventsAsync())[^1];
        Assert.Equal((ConsentAction.Confirmed, RenewalMail.Version, ConsentStatus.OptedIn), (happened.Action, happened.WordingVersion, happened.NewStatus));
        Assert.Equal(Refusal.Conflict, (await portal.Get<StartRenewal>().RunAsync(command, Actors.Admin, default)).Problem!.Refusal); // nobody's ends any more
    }

    [Theory, OnEveryDatabase]
    public async Task A_run_goes_on_step_by_step_where_it_ended_and_can_be_stopped(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        const int People = AskForRenewal.StepSize + 10;
        for (var i = 0; i < People; i++)
        {
            await YesAsync(portal, $"p{i}@example.com");
        }

        var run = (await portal.Get<StartRenewal>().RunAsync(await CommandAsync(portal), Actors.Admin, default)).Value;
        Assert.Equal(Refusal.Conflict, (await portal.Get<StartRenewal>().RunAsync(await CommandAsync(portal), Actors.Admin, default)).Problem!.Refusal);
        Assert.True((await portal.Get<AskForRenewal>().RunAsync(new(), Actor.System, default)).Value);
        Assert.Equal(AskForRenewal.StepSize, (await MailsAsync(portal)).Count);

        Assert.True((await portal.Get<CancelRenewal>().RunAsync(new(run), Actors.Admin, default)).Ok);
        Assert.False((await portal.Get<AskForRenewal>().RunAsync(new(), Actor.System, default)).Value);
        Assert.Equal(RenewalState.Cancelled, (await portal.Get<FindRenewals>().RunAsync(Actors.Admin, default)).Value[0].State);
        Assert.Equal(Refusal.NotFound, (await portal.Get<CancelRenewal>().RunAsync(new(run), Actors.Admin, default)).Problem!.Refusal);

        await portal.Get<StartRenewal>().RunAsync(await CommandAsync(portal), Actors.Admin, default);
        await RunAsync(portal);
        var second = (await portal.Get<FindRenewals>().RunAsync(Actors.Admin, default)).Value[0];
        Assert.Equal((People, 10, AskForRenewal.StepSize), (second.Seen, second.Asked, second.Skipped.Single().Count));
        Assert.Equal(People, (await MailsAsync(portal)).Select(m => m.To).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Nobody_is_asked_whose_consent_has_ended_without_an_imprint_or_by_who_may_not()
    {
        await using var portal = await StartAsync(DatabaseProvider.Sqlite);
        await YesAsync(portal, "own@example.com");
        var command = await CommandAsync(portal);

        Assert.Equal("window", (await portal.Get<StartRenewal>().RunAsync(command with { Window = LapseWindow.Lapsed }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<StartRenewal>().RunAsync(command, Actors.Officer, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<AskForRenewal>().RunAsync(new(), Actors.Admin, default)).Problem!.Refusal);
        await ImprintAsync(portal, "");
        Assert.Contains("Add company and postal address", (await portal.Get<StartRenewal>().RunAsync(command, Actors.Admin, default)).Problem!.Message, StringComparison.Ordinal);
        Assert.Empty((await portal.Get<FindRenewals>().RunAsync(Actors.Admin, default)).Value);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_would_get_a_mail_without_a_postal_address_is_passed_over_and_can_be_asked_once_it_is_there(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await YesAsync(portal, "own@example.com");
        await portal.Get<StartRenewal>().RunAsync(await CommandAsync(portal), Actors.Admin, default);
        await ImprintAsync(portal, "");
        await RunAsync(portal);

        var row = (await portal.Get<FindRenewals>().RunAsync(Actors.Admin, default)).Value[0];
        Assert.Equal((RenewalState.Done, 1, 0), (row.State, row.Seen, row.Asked));
        Assert.Equal([(RenewalSkip.NoImprint, 1)], row.Skipped);
        Assert.Empty(await MailsAsync(portal));

        await ImprintAsync(portal, "1 Example Street");
        Assert.True((await portal.Get<StartRenewal>().RunAsync(await CommandAsync(portal), Actors.Admin, default)).Ok);
        await RunAsync(portal);
        Assert.Single(await MailsAsync(portal));
    }

    [Fact]
    public async Task A_renewal_in_the_profiles_own_words_still_carries_both_headers_the_address_and_the_way_out()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, null, server.Settings());
        var command = await CommandAsync(portal);
        TemplateWords own = new("Stay with {sender}?", "Stay", "Until {ends}:\n\n{items}\n\n{link}");
        Assert.True((await portal.Get<EditTemplate>().RunAsync(new(new(command.ProfileId.Value, RenewalMail.Kind, "en"), 0, own), Actors.Admin, default)).Ok);
        await YesAsync(portal, "own@example.com");
        await portal.Get<StartRenewal>().RunAsync(command, Actors.Admin, default);
        await RunAsync(portal);
        Assert.Equal(1, (await portal.Get<DeliverEmails>().RunAsync(new(), Actor.System, default)).Value);

        var lines = Assert.Single(server.Texts).Split("\r\n");
        Assert.Contains("Subject: Stay with Example Ltd?", lines);
        Assert.Matches("^List-Unsubscribe: <https://portal.example/u/[A-Za-z0-9_-]{59}>$", Assert.Single(lines, l => l.StartsWith("List-Unsubscribe:", StringComparison.Ordinal)));
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", Assert.Single(lines, l => l.StartsWith("List-Unsubscribe-Post:", StringComparison.Ordinal)));
        Assert.All(["Stay:", "1 Example Street", "Unsubscribe:"], l => Assert.Contains(l, lines));
    }

    internal static async Task<TestPortal> StartAsync(DatabaseProvider provider, Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? configure = null, params (string Name, string Value)[] with)
    {
        var portal = await TestPortal.StartAsync(provider, configure, with: [("ConsentPortal:PublicUrl", "https://portal.example"), .. with]);
        await ImprintAsync(portal, "1 Example Street");
        var view = await portal.ViewAsync();
        await portal.Get<SetValidity>().RunAsync(new(view.Id, view.Version, view.Purposes.Single(p => p.Code == "commercial").Id, new(12)), Actors.Admin, default);
        return portal;
    }

    /// <summary>An opt-in that ends in twenty days, unless the act is dated otherwise.</summary>
    internal static async Task YesAsync(TestPortal portal, string address, ActorKind by = ActorKind.Subject, string? topic = null, DateTimeOffset? at = null)
        => Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync(address, ConsentStatus.OptedIn, topic: topic,
            with: s => s with { ActorKind = by, OccurredAt = at ?? portal.Clock.Now().AddMonths(-12).AddDays(20) })).Outcome);

    private static Task ImprintAsync(TestPortal portal, string postalAddress) => portal.World.RuleAsync(async (db, _) =>
    {
        var profile = await db.Set<ComplianceProfile>().SingleAsync(p => p.Code == "default");
        (profile.CompanyName, profile.PostalAddress) = ("Example Ltd", postalAddress);
    });

    private static async Task<StartRenewal.Command> CommandAsync(TestPortal portal)
    {
        var rules = await portal.RulesAsync();
        return new(rules.Profile("default")!.Id, rules.Purpose("commercial")!.Id, LapseWindow.Days30);
    }

    private static async Task RunAsync(TestPortal portal)
    {
        while ((await portal.Get<AskForRenewal>().RunAsync(new(), Actor.System, default)).Value)
        {
            // the next step
        }
    }

    private static async Task<List<Email>> MailsAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    [GeneratedRegex("(?<=/c/)[A-Za-z0-9_-]{32}", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
