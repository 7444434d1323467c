using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Preferences.Designer;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Preferences.Designer;

public sealed class DesignerPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_is_typed_saves_itself_as_a_draft_that_no_reader_sees()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var (page, id) = await OpenAsync(screen, portal);
        Assert.Contains("Readers see the portal's own page.", page.Find(".state").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".btn.primary").HasAttribute("disabled"));

        await page.Find("#f-title").InputAsync(new ChangeEventArgs { Value = "Your choices " });
        Assert.Equal("Your choices ", page.Find("#f-title").GetAttribute("value")); // the blank that somebody types on after
        page.WaitForAssertion(() => Assert.Contains("Draft saved", page.Find(".state").TextContent, StringComparison.Ordinal), Patience);

        Assert.Contains("by Ada Admin", page.Find(".state").TextContent, StringComparison.Ordinal);
        var now = await ReadAsync(portal, id);
        Assert.Equal(("Your choices", true), (now.Draft!.Design.Sections[0].Title.Exactly("en"), now.Published.Design.Sections[0].Title.IsEmpty));
        Assert.False(page.Find(".btn.primary").HasAttribute("disabled"));
        Assert.EndsWith($"&stamp={now.DraftVersion}", page.Find("iframe").GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal("Preview of the preference center on a phone, in English", page.Find("iframe").GetAttribute("title"));
    }

    [Fact]
    public async Task An_error_of_the_check_keeps_it_from_being_published_and_leads_to_the_words()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var id = await ProfileAsync(portal);
        var design = new PreferenceCenter().Design;
        await SaveAsync(portal, id, design with { Sections = [.. design.Sections.Select(s => s.Kind == SectionKind.Pause ? s with { Body = new("Rest.", "Nur noch <b>heute</b>!") } : s)] });
        var (page, _) = await OpenAsync(screen, portal);

        Assert.True(page.Find(".btn.primary").HasAttribute("disabled"));
        Assert.Equal("standing", page.Find(".btn.primary").GetAttribute("aria-describedby"));
        Assert.Contains("from being published", page.Find("#standing .link.bad").TextContent, StringComparison.Ordinal);

        var first = page.FindAll(".find button.go")[0];
        Assert.Equal("Pause (Deutsch)", first.TextContent);
        await first.ClickAsync(new MouseEventArgs());
        Assert.Equal("de", page.Find("#f-body").GetAttribute("lang"));
        Assert.NotEmpty(page.FindAll("#f-body-said .error"));

        await page.Find("#f-body").InputAsync(new ChangeEventArgs { Value = "Eine Pause." });
        page.WaitForAssertion(() => Assert.False(page.Find(".btn.primary").HasAttribute("disabled")), Patience);
    }

    [Fact]
    public async Task Who_is_overtaken_keeps_what_they_typed_gets_what_the_other_did_and_chooses()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var (page, id) = await OpenAsync(screen, portal);
        var theirs = new PreferenceCenter().Design with { AskReasons = false };
        await SaveAsync(portal, id, theirs with { Sections = [.. theirs.Sections.Select(s => s.Kind == SectionKind.Heading ? s with { Title = new("Theirs") } : s)] });

        await page.Find("#f-title").InputAsync(new ChangeEventArgs { Value = "Mine" });

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#clash")), Patience);
        Assert.Equal("Mine", page.Find("#f-title").GetAttribute("value"));
        Assert.Equal(["Theirs", "Mine"], page.FindAll("#clash .words").Select(w => w.TextContent));
        Assert.Equal("Theirs", (await ReadAsync(portal, id)).Draft!.Design.Sections[0].Title.Exactly("en")); // nothing is overwritten unasked

        await page.Find("#clash .btn.primary").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("Draft saved", page.Find(".state").TextContent, StringComparison.Ordinal), Patience);
        var now = (await ReadAsync(portal, id)).Draft!.Design;
        Assert.Equal(("Mine", false), (now.Sections[0].Title.Exactly("en"), now.AskReasons));
    }

    [Fact]
    public async Task Two_who_change_different_things_both_see_both()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var (page, id) = await OpenAsync(screen, portal);
        await SaveAsync(portal, id, new PreferenceCenter().Design with { AskReasons = false });

        await page.Find("#f-title").InputAsync(new ChangeEventArgs { Value = "Mine" });

        page.WaitForAssertion(() => Assert.Contains("works on this page too", page.Find("#clash").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll("#clash table"));
        page.WaitForAssertion(() => Assert.Contains("Draft saved", page.Find(".state").TextContent, StringComparison.Ordinal), Patience);
        var now = (await ReadAsync(portal, id)).Draft!.Design;
        Assert.Equal(("Mine", false), (now.Sections[0].Title.Exactly("en"), now.AskReasons));
    }

    [Fact]
    public async Task The_portals_own_words_stand_in_each_language_until_somebody_writes()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var (page, _) = await OpenAsync(screen, portal);
        Assert.Equal("Your preferences", page.Find("#f-title").GetAttribute("placeholder"));

        await page.FindAll("[name=words-language]")[8].ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.Equal(("ar", "rtl"), (page.Find("#f-title").GetAttribute("lang"), page.Find("#f-title").GetAttribute("dir")));
        Assert.Equal(ConsentPortal.Web.ReaderTexts.In("ar", "Your preferences"), page.Find("#f-title").GetAttribute("placeholder"));
        Assert.Empty(page.FindAll(".languages .dot"));

        await page.Find("#f-title").InputAsync(new ChangeEventArgs { Value = "تفضيلاتك" });
        Assert.Equal(9, page.FindAll(".languages .dot").Count); // eight languages lack it now, and one dot says what dots mean
    }

    [Fact]
    public async Task Who_may_only_read_changes_nothing_and_who_asks_for_no_profile_is_told()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        Assert.Contains("There is no such profile.", screen.Render<DesignerPage>(p => p.Add(d => d.ProfileId, 1L)).Markup, StringComparison.Ordinal);
        var (page, _) = await OpenAsync(screen, portal);

        Assert.True(page.Find("#f-title").HasAttribute("disabled"));
        Assert.Empty(page.FindAll(".btn.primary"));
        Assert.Empty(page.FindAll(".step"));
        Assert.Contains("No answers yet.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_left_within_the_pause_is_saved()
    {
        await using var portal = await TestPortal.StartAsync();
        var screen = await Screen.OfAsync(portal);
        var (page, id) = await OpenAsync(screen, portal);
        await page.Find("#f-title").InputAsync(new ChangeEventArgs { Value = "Typed at last" });

        await screen.DisposeAsync();

        Assert.Equal("Typed at last", (await ReadAsync(portal, id)).Draft?.Design.Sections[0].Title.Exactly("en"));
    }

    [Fact]
    public async Task Versions_are_compared_and_one_of_them_becomes_the_draft_again()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var id = await ProfileAsync(portal);
        foreach (var title in new[] { "First", "Second" })
        {
            var design = new PreferenceCenter().Design;
            await SaveAsync(portal, id, design with { Sections = [.. design.Sections.Select(s => s.Kind == SectionKind.Pause ? s with { Title = new(title) } : s)] });
            Assert.True((await portal.Get<PublishCenter>().RunAsync(new(id, (await ReadAsync(portal, id)).DraftVersion, $"Because {title}"), Actors.Admin, default)).Ok);
        }

        screen.Services.GetRequiredService<NavigationManager>().NavigateTo("versions?from=1&to=2");
        var page = screen.Render<VersionsPage>(p => p.Add(v => v.ProfileId, id.Value));

        Assert.Equal(["Version 2", "Version 1"], page.FindAll("tbody th").Select(t => t.TextContent.Trim()));
        Assert.Contains("Because Second", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal("Pause: heading text, English", page.Find(".panel .changes .lbl").TextContent);
        Assert.Equal(("First", "Second"), (page.Find(".panel .old").TextContent, page.Find(".panel .new").TextContent));
        Assert.Contains("version=1&", page.FindAll("tbody a[target=_blank]")[1].GetAttribute("href"), StringComparison.Ordinal);
    }

    private static async Task<(IRenderedComponent<DesignerPage> Page, Id<ComplianceProfile> Id)> OpenAsync(Screen screen, TestPortal portal)
    {
        var id = await ProfileAsync(portal);
        var page = screen.Render<DesignerPage>(p => p.Add(d => d.ProfileId, id.Value));
        page.WaitForElement("#f-title", Patience);
        return (page, id);
    }

    private static async Task SaveAsync(TestPortal portal, Id<ComplianceProfile> id, CenterDesign design)
        => Assert.True((await portal.Get<SaveCenterDraft>().RunAsync(new(id, (await ReadAsync(portal, id)).DraftVersion, design), Actors.Admin, default)).Ok);

    private static async Task<ReadCenterDesign.View> ReadAsync(TestPortal portal, Id<ComplianceProfile> id) => (await portal.Get<ReadCenterDesign>().RunAsync(id, Actors.Admin, default)).Value;

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(default)).Profiles[0].Id;
}
