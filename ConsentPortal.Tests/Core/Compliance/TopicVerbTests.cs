using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class TopicVerbTests
{
    [Theory, OnEveryDatabase]
    public async Task A_topic_moves_among_its_siblings_and_stops_at_the_ends(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var events = await portal.AddTopicAsync("events", new("Events"));

        await portal.Get<MoveTopic>().RunAsync(new(events, -1), Actors.Admin, default);

        Assert.Equal(["newsletter", "events", "product-updates"], await CodesAsync(portal));
        Assert.Equal((RulebookEvents.TopicMoved, new Change("order", "3", "2")), ((await portal.LastAuditAsync()).Entry.Kind, Assert.Single((await portal.LastAuditAsync()).Values.Changes)));
        await portal.Get<MoveTopic>().RunAsync(new(events, -1), Actors.Admin, default);
        var told = (await portal.AuditAsync()).Count;
        Assert.True((await portal.Get<MoveTopic>().RunAsync(new(events, -1), Actors.Admin, default)).Ok);
        Assert.Equal(["events", "newsletter", "product-updates"], await CodesAsync(portal));
        Assert.Equal(told, (await portal.AuditAsync()).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_topic_is_shown_and_hidden_and_only_a_change_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var topic = (await portal.ViewAsync()).Purposes[0].Topics[0];

        await portal.Get<ShowTopic>().RunAsync(new(topic.Id, false), Actors.Admin, default);
        await portal.Get<ShowTopic>().RunAsync(new(topic.Id, false), Actors.Admin, default);

        Assert.False((await portal.ViewAsync()).Purposes[0].Topics[0].Visible);
        Assert.Equal(new Change("visible", "True", "False"), Assert.Single(Assert.Single(await portal.AuditAsync(), a => a.Entry.Kind == RulebookEvents.TopicHidden).Values.Changes));
        await portal.Get<ShowTopic>().RunAsync(new(topic.Id, true), Actors.Admin, default);
        Assert.Equal(RulebookEvents.TopicShown, (await portal.LastAuditAsync()).Entry.Kind);
    }

    [Theory, OnEveryDatabase]
    public async Task An_edited_topic_is_told_and_the_second_of_two_who_edit_its_purpose_is_warned(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var purpose = (await portal.ViewAsync()).Purposes[0];
        var (name, description) = (purpose.Topics[0].Name, purpose.Topics[0].Description);
        LocalText renamed = new([.. name.Texts.Where(t => t.Key is not ("en" or "de")), new("en", "News"), new("de", "Neues")]);
        LocalText described = new([.. description.Texts.Where(t => t.Key is not ("en" or "de")), new("en", "Once a month.")]);
        EditTopic.Command command = new(purpose.Topics[0].Id, purpose.Version, renamed, described, Visible: false);

        Assert.True((await portal.Get<EditTopic>().RunAsync(command, Actors.Admin, default)).Ok);

        var told = await portal.LastAuditAsync();
        Assert.Equal("Commercial communication › News", told.Values.Subject);
        Assert.Equal(
            [new("name.de", "Newsletter", "Neues"), new("name.en", "Newsletter", "News"), new("description.de", "Unser regelmäßiger Newsletter.", null), new("description.en", "Our regular newsletter.", "Once a month."), new("visible", "True", "False")],
            told.Values.Changes);
        Assert.Equal(RulebookWriter.VersionField, (await portal.Get<EditTopic>().RunAsync(command with { Visible = true }, Actors.Admin, default)).Problem!.Field);
        Assert.True((await portal.Get<EditTopic>().RunAsync(command with { Version = purpose.Version + 1 }, Actors.Admin, default)).Ok);
        Assert.Equal(told.Entry.Id, (await portal.LastAuditAsync()).Entry.Id);
    }

    [Fact]
    public async Task Unknown_topics_missing_names_and_other_roles_are_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        var topic = (await portal.ViewAsync()).Purposes[0].Topics[0].Id;

        Assert.Equal("name.en", (await portal.Get<EditTopic>().RunAsync(new(topic, 0, new("", "Nur"), new(), true), Actors.Admin, default)).Problem!.Field);
        Assert.All(
            [
                (await portal.Get<EditTopic>().RunAsync(new(new(5), 0, new("X"), new(), true), Actors.Admin, default)).Problem,
                (await portal.Get<ShowTopic>().RunAsync(new(new(5), true), Actors.Admin, default)).Problem,
                (await portal.Get<MoveTopic>().RunAsync(new(new(5), 1), Actors.Admin, default)).Problem,
                (await portal.Get<ChangeTopicActivity>().RunAsync(new(new(5), true), Actors.Admin, default)).Problem,
            ],
            problem => Assert.Equal(Refusal.NotFound, problem!.Refusal));
        Assert.All(
            [
                (await portal.Get<EditTopic>().RunAsync(new(topic, 0, new("X"), new(), true), Actors.Rep, default)).Problem,
                (await portal.Get<ShowTopic>().RunAsync(new(topic, true), Actors.Rep, default)).Problem,
                (await portal.Get<MoveTopic>().RunAsync(new(topic, 1), Actors.Rep, default)).Problem,
                (await portal.Get<ChangeTopicActivity>().RunAsync(new(topic, true), Actors.Rep, default)).Problem,
            ],
            problem => Assert.Equal(Refusal.Forbidden, problem!.Refusal));
    }

    private static async Task<IEnumerable<string>> CodesAsync(TestPortal portal) => (await portal.ViewAsync()).Purposes[0].Topics.Select(t => t.Code);
}
