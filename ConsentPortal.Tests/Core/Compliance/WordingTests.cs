using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class WordingTests
{
    [Theory, OnEveryDatabase]
    public async Task Each_publication_is_a_version_of_its_own_and_the_older_ones_stay_readable(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await PublishAsync(portal, "Yes, send me the newsletter.");
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await PublishAsync(portal, "Yes, send me the monthly newsletter.", opened: 1);
        await PublishAsync(portal, "Ja, ich möchte den Newsletter.", "de");

        var rows = (await portal.Get<FindWordings>().RunAsync((await PurposeAsync(portal)).Id, Actors.Admin, default)).Value;

        Assert.Equal(["Commercial communication", "Newsletter", "Product updates"], rows.Select(r => r.Name.In("en")));
        Assert.Empty(rows[0].Texts);
        var english = rows[1].Texts["en"];
        Assert.Equal([(2, "wording-1-1-en@2"), (1, "wording-1-1-en@1")], english.Select(v => (v.Number, v.Reference)));
        Assert.Equal([new(WordFate.Kept, "Yes, send me the"), new(WordFate.Added, "monthly"), new WordChange(WordFate.Kept, "newsletter.")], english[0].Changes);
        Assert.Equal("Ja, ich möchte den Newsletter.", rows[1].In("de")!.Text);
        Assert.Null(rows[1].In("fr"));
        var told = await portal.LastAuditAsync();
        Assert.Equal((RulebookEvents.WordingPublished, "Commercial communication › Newsletter"), (told.Entry.Kind, told.Values.Subject));
        Assert.Equal(new Change("wording.de", null, "Ja, ich möchte den Newsletter."), Assert.Single(told.Values.Changes));
    }

    [Theory, OnEveryDatabase]
    public async Task A_published_version_can_never_be_changed(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await PublishAsync(portal, "Yes.");
        await using var db = portal.NewDb();
        db.Remove(await db.Set<PublishedWording>().SingleAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_write_at_once_the_second_is_told_and_nothing_is_numbered_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => TryAsync(portal, $"Version of {i}.")));

        Assert.Equal(1, outcomes.Single(o => o.Ok).Value);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal((Refusal.Conflict, RulebookWriter.VersionField), (o.Problem!.Refusal, o.Problem.Field)));
    }

    [Fact]
    public async Task A_reader_sees_their_language_else_english_and_an_older_version_is_still_found_by_name()
    {
        await using var portal = await TestPortal.StartAsync();
        var purpose = await PurposeAsync(portal);
        var newsletter = purpose.Topics[0];
        Assert.Null((await portal.RulesAsync()).Wordings.InForce(purpose, newsletter, "de"));
        await PublishAsync(portal, "Yes, one.");
        await PublishAsync(portal, "Yes, two.", opened: 1);
        await PublishAsync(portal, "Ja.", "de");

        var words = (await portal.RulesAsync()).Wordings;

        Assert.Equal(new("Ja.", "wording-1-1-de@1", "de"), words.InForce(purpose, newsletter, "de"));
        Assert.Equal(new("Yes, two.", "wording-1-1-en@2", "en"), words.InForce(purpose, newsletter, "pl"));
        Assert.Null(words.InForce(purpose, null, "de"));
        Assert.Equal("Yes, one.", words.Find("wording-1-1-en@1", purpose, newsletter, "de")!.Text);
        Assert.Null(words.Find("wording-1-1-en@1", purpose, null, "en"));
        Assert.Null(words.Find("wording-1-1-en@1", purpose, purpose.Topics[1], "en"));
        Assert.Null(words.Find("wording-1-1-de@1", purpose, newsletter, "fr"));
        Assert.Null(words.Find("wording-1-1-en@3", purpose, newsletter, "en"));
    }

    [Fact]
    public async Task What_is_empty_too_long_unchanged_or_not_there_is_refused_with_the_mend()
    {
        await using var portal = await TestPortal.StartAsync();
        await PublishAsync(portal, "Yes.");

        Assert.Equal("text", (await TryAsync(portal, " \n ")).Problem!.Field);
        Assert.Equal("text", (await TryAsync(portal, new string('x', 2001), opened: 1)).Problem!.Field);
        Assert.Equal("text", (await TryAsync(portal, " Yes.\r\n", opened: 1)).Problem!.Field);
        Assert.Equal("language", (await TryAsync(portal, "Yes", "Deutsch!")).Problem!.Field);
        var purpose = await PurposeAsync(portal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<PublishWording>().RunAsync(new(purpose.Id, new(77), "en", "Yes", 0), Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<PublishWording>().RunAsync(new(purpose.Id, default, "en", "Yes", 0), Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(2, (await TryAsync(portal, "First line.\nSecond line.", opened: 1)).Value);
        Assert.Equal("First line. Second line.", (await portal.RulesAsync()).Wordings.InForce(purpose, purpose.Topics[0], "en")!.Text);
    }

    [Fact]
    public void Words_that_stayed_came_and_went_are_told_apart()
    {
        Assert.Equal([new(WordFate.Added, "All new")], WordDiff.Between("", "All new"));
        Assert.Equal([new WordChange(WordFate.Kept, "the same words")], WordDiff.Between("the same words", "the same words"));
        Assert.Equal([new(WordFate.Kept, "a"), new(WordFate.Removed, "b c"), new(WordFate.Added, "x"), new WordChange(WordFate.Kept, "d")], WordDiff.Between("a b c d", "a x d"));
    }

    internal static async Task<Purpose> PurposeAsync(TestPortal portal) => (await portal.RulesAsync()).Purpose("commercial")!;

    internal static async Task PublishAsync(TestPortal portal, string text, string language = "en", int opened = 0) => Assert.True((await TryAsync(portal, text, language, opened)).Ok);

    private static async Task<Outcome<int>> TryAsync(TestPortal portal, string text, string language = "en", int opened = 0)
    {
        var purpose = await PurposeAsync(portal);
        return await portal.Get<PublishWording>().RunAsync(new(purpose.Id, purpose.Topics[0].Id, language, text, opened), Actors.Admin, default);
    }
}
