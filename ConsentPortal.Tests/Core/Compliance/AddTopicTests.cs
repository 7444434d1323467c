using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class AddTopicTests
{
    [Theory, OnEveryDatabase]
    public async Task A_new_topic_stands_below_its_siblings_and_is_decided_from_then_on(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Assert.Equal(ReasonCode.PurposeUnknown, await portal.World.ReasonAsync("ann@example.com", topic: "events"));
        var before = portal.Clock.GetUtcNow();

        var id = await portal.AddTopicAsync("events", new("Events", "Veranstaltungen"));

        var topic = (await portal.RulesAsync()).Topic(id)!;
        Assert.Equal(("events", 3, (short)3, true, true), (topic.Code, topic.Order, topic.Number, topic.Visible, topic.State.Active));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", topic: "events"));
        Assert.Equal(ReasonCode.PurposeUnknown, await portal.World.ReasonAsync("ann@example.com", topic: "events", at: before));
        var told = await portal.LastAuditAsync();
        Assert.Equal((RulebookEvents.TopicAdded, "Commercial communication › Events", "Ada Admin"), (told.Entry.Kind, told.Values.Subject, told.Values.Actor));
        Assert.Contains(new Change("name.de", null, "Veranstaltungen"), told.Values.Changes);
    }

    [Fact]
    public async Task A_code_is_a_lower_case_slug_and_its_name_has_english()
    {
        await using var portal = await TestPortal.StartAsync();
        var purpose = (await portal.RulesAsync()).Purpose("commercial")!.Id;

        foreach (var code in new[] { "", "News", "a--b", "-a", "a-", "a b", "ä", new string('a', 61) })
        {
            var refused = await portal.Get<AddTopic>().RunAsync(new(purpose, code, new("", "Nur deutsch"), new()), Actors.Admin, default);
            Assert.Equal(["code", "name.en"], refused.Problems.Select(p => p.Field));
        }

        var longest = await portal.Get<AddTopic>().RunAsync(new(purpose, new string('a', 60), new("Long"), new()), Actors.Admin, default);
        Assert.True(longest.Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_code_twice_under_a_purpose_is_refused_even_when_two_add_it_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var purpose = (await portal.RulesAsync()).Purpose("commercial")!.Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => portal.Get<AddTopic>().RunAsync(new(purpose, "events", new("Events"), new()), Actors.Admin, default))));

        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal((Refusal.Conflict, "code"), (o.Problem!.Refusal, o.Problem.Field)));
        Assert.Single((await portal.RulesAsync()).Purpose("commercial")!.Topics, t => t.Code == "events");
    }

    [Theory, OnEveryDatabase]
    public async Task Four_who_add_topics_at_once_all_get_a_number_of_their_own(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var purpose = (await portal.RulesAsync()).Purpose("commercial")!.Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => portal.Get<AddTopic>().RunAsync(new(purpose, $"t{n}", new($"T{n}"), new()), Actors.Admin, default))));

        Assert.All(outcomes, o => Assert.True(o.Ok));
        var topics = (await portal.RulesAsync()).Purpose("commercial")!.Topics;
        Assert.Equal(6, topics.Select(t => t.Number).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 6), topics.Select(t => t.Order));
    }

    [Fact]
    public async Task When_every_short_number_is_used_up_it_says_so()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.RuleAsync(async (db, make) =>
        {
            var purpose = (await db.FindAsync<Purpose>((await portal.RulesAsync()).Purpose("commercial")!.Id))!;
            db.Add(make.Topic(purpose, short.MaxValue, 9, "last", new("Last"), new()));
        });

        var refused = await portal.Get<AddTopic>().RunAsync(new((await portal.RulesAsync()).Purpose("commercial")!.Id, "more", new("More"), new()), Actors.Admin, default);

        Assert.Equal(Refusal.Conflict, refused.Problem!.Refusal);
        Assert.Contains("used up", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_edit_the_rulebook_adds_a_topic_and_only_under_a_purpose_that_exists()
    {
        await using var portal = await TestPortal.StartAsync();
        var purpose = (await portal.RulesAsync()).Purpose("commercial")!.Id;

        var officer = await portal.Get<AddTopic>().RunAsync(new(purpose, "events", new("Events"), new()), Actors.Officer, default);
        var nowhere = await portal.Get<AddTopic>().RunAsync(new(new(1), "events", new("Events"), new()), Actors.Admin, default);

        Assert.Equal(Refusal.Forbidden, officer.Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, nowhere.Problem!.Refusal);
    }
}
