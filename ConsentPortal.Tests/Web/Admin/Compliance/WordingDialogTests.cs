using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class WordingDialogTests
{
    [Fact]
    public async Task The_panel_shows_each_language_with_its_version_and_says_what_is_missing()
    {
        await using var portal = await TestPortal.StartAsync();
        await WordingTests.PublishAsync(portal, "Yes, the newsletter.");
        await WordingTests.PublishAsync(portal, "Ja, den Newsletter.", "de");
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");

        var purpose = (await portal.ViewAsync()).Purposes[0];

        var panel = screen.Render<WordingsPanel>(p => p.Add(w => w.Purpose, purpose).Add(w => w.CanEdit, true));

        panel.WaitForAssertion(() => Assert.Equal(3, panel.FindAll("h3").Count));
        var buttons = string.Join(" | ", panel.FindAll(".tongues button").Select(b => Words(b.TextContent)));
        Assert.Contains("Newsletter: Deutsch, in version 1", buttons, StringComparison.Ordinal);
        Assert.Contains("Product updates: English, no words published", buttons, StringComparison.Ordinal);
        var sentences = panel.FindAll("p.muted.small").Select(p => p.TextContent).ToList();
        Assert.StartsWith("Where nothing is published", sentences[0], StringComparison.Ordinal);
        Assert.StartsWith("Missing, readers see the English words: ", sentences[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Deutsch", sentences[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_is_previewed_compared_and_published()
    {
        await using var portal = await TestPortal.StartAsync();
        await WordingTests.PublishAsync(portal, "Yes, the newsletter.");
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var dialog = await OpenAsync(portal, screen);

        await dialog.Find("#f-text").InputAsync(new ChangeEventArgs { Value = "Yes, the monthly\nnewsletter." });

        Assert.Contains("Yes, the monthly newsletter.", dialog.Find(".preview").TextContent, StringComparison.Ordinal);
        Assert.Equal("monthly", dialog.Find("ins").TextContent);
        await dialog.Find("form").SubmitAsync();
        var rules = await portal.RulesAsync();
        var purpose = rules.Purpose("commercial")!;
        Assert.Equal("wording-1-1-en@2", rules.Wordings.InForce(purpose, purpose.Topics[0], "en")!.Version);
        Assert.Equal("Ada Admin", (await portal.Get<FindWordings>().RunAsync(purpose.Id, Actors.Admin, default)).Value[1].In("en")!.PublishedBy);
    }

    [Fact]
    public async Task Who_was_overtaken_keeps_what_they_typed_and_sees_the_other_version()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var dialog = await OpenAsync(portal, screen);
        await dialog.Find("#f-text").InputAsync(new ChangeEventArgs { Value = "Mine." });
        await WordingTests.PublishAsync(portal, "Theirs.");

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Somebody published another version meanwhile", dialog.Markup, StringComparison.Ordinal);
        Assert.Equal("Mine.", dialog.Find("#f-text").GetAttribute("value"));
        Assert.Contains("Theirs.", dialog.Find(".versions").TextContent, StringComparison.Ordinal);
        await dialog.Find("form").SubmitAsync();
        var rules = await portal.RulesAsync();
        Assert.Equal("Mine.", rules.Wordings.Find("wording-1-1-en@2")!.Text);
    }

    [Fact]
    public async Task Who_may_not_edit_reads_the_versions_only()
    {
        await using var portal = await TestPortal.StartAsync();
        await WordingTests.PublishAsync(portal, "Yes, the newsletter.");
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var dialog = await OpenAsync(portal, screen, canEdit: false);

        Assert.Empty(dialog.FindAll("textarea"));
        Assert.Contains("wording-1-1-en@1", dialog.Markup, StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<WordingDialog>> OpenAsync(TestPortal portal, Screen screen, bool canEdit = true)
    {
        var purpose = await WordingTests.PurposeAsync(portal);
        var row = (await portal.Get<FindWordings>().RunAsync(purpose.Id, Actors.Admin, default)).Value[1];
        return screen.Render<WordingDialog>(p => p.Add(d => d.Purpose, purpose.Id).Add(d => d.Row, row).Add(d => d.Language, "en").Add(d => d.CanEdit, canEdit));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
