using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed partial class ConfirmationTests
{
    private static readonly Visitor Reader = new("en", "192.0.2.1", "Firefox");

    [Theory, OnEveryDatabase]
    public async Task Nothing_counts_until_the_address_confirms_and_then_the_words_it_saw_are_kept(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await portal.World.ModelAsync(EnforcementModel.Restrictive);

        Assert.Equal(AskOutcome.Sent, await AskAsync(portal, "ann@example.com"));
        var token = await TokenAsync(portal);
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        var page = await portal.Get<ReadConfirmation>().RunAsync(token, CancellationToken.None);
        Assert.Equal(("a…@e….com", "Commercial communication"), (page!.MaskedAddress, Assert.Single(page.Items).Name("en")));

        var confirmed = await ConfirmAsync(portal, token);

        Assert.True(confirmed.Ok);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        var happened = (await portal.World.EventsAsync())[^1];
        Assert.Equal((ConsentAction.Confirmed, ActorKind.Subject, ConfirmationMail.Version), (happened.Action, happened.ActorKind, happened.WordingVersion));
        Assert.Equal(happened.RecordedAt, happened.ConfirmedAt);
        await using var db = portal.NewDb();
        Assert.Contains("Commercial communication", (await db.Set<SideRow>().SingleAsync(r => r.Id == happened.WordingId)).Content, StringComparison.Ordinal);
        Assert.Contains("192.0.2.1", (await db.Set<SideRow>().SingleAsync(r => r.Id == happened.OriginId)).Content, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_confirmation_works_once_and_looking_never_uses_it_up(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await AskAsync(portal, "ann@example.com");
        var token = await TokenAsync(portal);

        for (var look = 0; look < 5; look++)
        {
            Assert.NotNull(await portal.Get<ReadConfirmation>().RunAsync(token, CancellationToken.None));
        }

        Assert.True((await ConfirmAsync(portal, token)).Ok);
        Assert.Equal(Refusal.NotFound, (await ConfirmAsync(portal, token)).Problem!.Refusal);
        Assert.Null(await portal.Get<ReadConfirmation>().RunAsync(token, CancellationToken.None));
        Assert.Equal(Refusal.NotFound, (await ConfirmAsync(portal, "nonsense")).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task An_opt_out_after_the_question_answers_it_even_where_it_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await AskAsync(portal, "ann@example.com");
        var token = await TokenAsync(portal);

        Assert.Equal(RecordOutcome.Unchanged, (await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut)).Outcome);

        Assert.Equal(Refusal.NotFound, (await ConfirmAsync(portal, token)).Problem!.Refusal);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_opt_out_of_one_topic_withdraws_that_topic_and_leaves_the_rest_of_the_question(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await AskAsync(portal, "ann@example.com", "newsletter", "product-updates");
        var token = await TokenAsync(portal);

        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        var confirmed = await ConfirmAsync(portal, token);

        Assert.Equal("product-updates", Assert.Single(confirmed.Value.Items).Topic!.Code);
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "newsletter"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com", topic: "product-updates"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_confirmed_opt_in_overrules_an_earlier_opt_out_and_lifts_the_marketing_suppression_for_that_purpose(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Objection), Actors.Admin, CancellationToken.None);
        await AskAsync(portal, "ann@example.com");

        Assert.True((await ConfirmAsync(portal, await TokenAsync(portal))).Ok);

        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com", "tracking"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_suppression_that_comes_after_the_question_is_the_later_word(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        await AskAsync(portal, "ann@example.com");
        var token = await TokenAsync(portal);
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "ann@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Objection), Actors.Admin, CancellationToken.None);

        Assert.Equal(Refusal.NotFound, (await ConfirmAsync(portal, token)).Problem!.Refusal);
    }

    private static Task<TestPortal> StartAsync(DatabaseProvider provider, params (string, string)[] with)
        => TestPortal.StartAsync(provider, with: [("ConsentPortal:PublicUrl", "https://portal.example"), .. with]);

    private static Task<AskOutcome> AskAsync(TestPortal portal, string address, params string[] topics) => AskAsync(portal, address, "en", topics);

    // what a public form or the staff's page does: a pending opt-in and its question in one transaction
    private static async Task<AskOutcome> AskAsync(TestPortal portal, string address, string language, string[] topics)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var (profile, purpose) = (rules.Profile("default")!, rules.Purpose("commercial")!);
        Assert.True(ContactPointKey.TryParse(ContactPointKey.Guess(address), address, out var key));
        PointDraft point = new() { Key = key, Typed = address, Hash = portal.World.Hash(address), Channel = key.Channel };
        List<Topic?> asked = topics.Length == 0 ? [null] : [.. topics.Select(t => purpose.Topics.Single(p => p.Code == t))];
        return await portal.Get<WriteQueue>().RunAsync(async session =>
        {
            var results = await portal.Get<ConsentLedger>().WriteAsync(session, [.. asked.Select(topic => new ConsentProposal
            {
                Point = point, Profile = profile, Purpose = purpose, Topic = topic, Status = ConsentStatus.OptedIn, Action = ConsentAction.Ticked, ActorKind = ActorKind.Subject,
                ReoptIn = ReoptIn.NewerAct, LacksConfirmation = true,
            })], CancellationToken.None);
            return await portal.Get<ConfirmationRequests>().AskAsync(session,
                new(point.Id, profile, language, [.. asked.Zip(results, (topic, result) => new AskedItem(purpose, topic, default, result.EventId))]), CancellationToken.None);
        });
    }

    private static async Task<string> TokenAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var text = await db.Set<Email>().OrderByDescending(e => e.Id).Select(e => e.Text).FirstAsync();
        return Regex.Match(text, "/c/(?<token>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["token"].Value;
    }

    private static Task<Outcome<ConfirmOptIn.View>> ConfirmAsync(TestPortal portal, string token)
        => portal.Get<ConfirmOptIn>().RunAsync(new(token, Reader), Actor.Subject, CancellationToken.None);
}
