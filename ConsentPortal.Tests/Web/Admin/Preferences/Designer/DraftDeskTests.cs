using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Preferences.Designer;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsentPortal.Tests.Web.Admin.Preferences.Designer;

/// <summary>Saves that fail, and what somebody is told then.</summary>
public sealed class DraftDeskTests
{
    private const string Fails = "CREATE TRIGGER broken BEFORE INSERT ON center_drafts BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    private const string Loses = "CREATE TRIGGER broken BEFORE UPDATE ON center_drafts BEGIN SELECT RAISE(IGNORE); END"; // as if somebody else were always quicker
    private const string Mended = "DROP TRIGGER broken";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_save_that_fails_says_so_keeps_what_was_typed_and_can_be_tried_again()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var id = await ProfileAsync(portal);
        var page = screen.Render<DesignerPage>(p => p.Add(d => d.ProfileId, id.Value));
        page.WaitForElement("#f-title", Patience);
        await RunAsync(portal, Fails);

        await page.Find("#f-title").InputAsync(new ChangeEventArgs { Value = "Typed" });
        page.WaitForAssertion(() => Assert.Equal("Not saved.", page.Find(".state").TextContent), Patience);
        Assert.Contains("The server could not save the draft.", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("Typed", page.Find("#f-title").GetAttribute("value"));

        await RunAsync(portal, Mended);
        await page.FindAll(".bar button").Single(b => b.TextContent.EndsWith("Try again", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("Draft saved", page.Find(".state").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll(".notice.bad"));
    }

    [Fact]
    public async Task A_save_that_is_overtaken_three_times_by_nobody_gives_up_and_says_so()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var desk = await OpenAsync(portal, screen);
        desk.Design = desk.Design with { AskReasons = false };
        await desk.SaveAsync();
        await RunAsync(portal, Loses);

        desk.Design = desk.Design with { TellOfChanges = false };
        await desk.SaveAsync();

        Assert.Equal((true, false), (desk.Pending, desk.Saving));
        Assert.StartsWith("Somebody else saved at the same moment", Assert.Single(desk.Problems).Message, StringComparison.Ordinal);
        await RunAsync(portal, Mended);
        await desk.SaveAsync();
        Assert.False(desk.Pending);
        Assert.Empty(desk.Problems);
    }

    [Fact]
    public async Task Only_a_lost_race_is_told_as_one()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        await RunAsync(portal, Fails);

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.Get<SaveCenterDraft>().RunAsync(new(id, 0, Designs.Plain with { AskReasons = false }), Actors.Admin, CancellationToken.None));
    }

    [Fact]
    public async Task Who_reads_again_goes_on_from_what_somebody_else_saved()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var desk = await OpenAsync(portal, screen);
        var theirs = (await portal.Get<SaveCenterDraft>().RunAsync(new(desk.View.Profile.Id, 0, Designs.Plain with { AskReasons = false }), Actors.Admin, CancellationToken.None)).Value;

        await desk.ReadAgainAsync();

        Assert.Equal((theirs.Version, false, false), (desk.Version, desk.Design.AskReasons, desk.Pending));
    }

    [Fact]
    public async Task A_colour_that_cannot_be_read_leads_to_its_field()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var id = await ProfileAsync(portal);
        Assert.True((await portal.Get<SaveCenterDraft>().RunAsync(new(id, 0, Designs.Plain with { Look = new() { Accent = "#ffe100" } }), Actors.Admin, CancellationToken.None)).Ok);
        var page = screen.Render<DesignerPage>(p => p.Add(d => d.ProfileId, id.Value));
        page.WaitForElement("#f-title", Patience);

        await page.FindAll(".find button.go")[0].ClickAsync(new MouseEventArgs());

        Assert.NotEmpty(page.FindAll("#f-look-accent"));
        Assert.Equal("#f-look-accent", screen.JSInterop.Invocations.Last(i => i.Identifier == "portal.focus").Arguments[0]);
    }

    [Theory]
    [InlineData(SectionKind.Pause, "Readers see the portal's own words")]
    [InlineData(SectionKind.Topics, "Readers see the portal's own words")]
    [InlineData(SectionKind.ContactFields, "Readers see the portal's own words")]
    [InlineData(SectionKind.Text, "Readers of this language see: Only English")]
    public async Task A_title_without_this_language_is_said_to_be_what_readers_see(SectionKind kind, string said)
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var desk = await OpenAsync(portal, screen);
        var section = CenterSection.Of(kind) with { Title = new("Only English"), Body = new("Only English") };

        var editor = screen.Render<SectionEditor>(p => p.Add(e => e.Section, section).Add(e => e.Language, "fr").Add(e => e.View, desk.View).Add(e => e.CanEdit, true));

        Assert.Contains(said, editor.Find("#f-title-said").TextContent, StringComparison.Ordinal);
        Assert.Equal(kind is SectionKind.Topics or SectionKind.ContactFields, editor.Find("#f-body-said").TextContent.Contains("Readers of this language see no words here.", StringComparison.Ordinal));
    }

    private static async Task<DraftDesk> OpenAsync(TestPortal portal, Screen screen)
    {
        DraftDesk desk = new(portal.Get<ReadCenterDesign>(), portal.Get<SaveCenterDraft>(), screen.Services.GetRequiredService<CurrentActor>(), NullLogger<DraftDesk>.Instance);
        Assert.Null(await desk.OpenAsync(await ProfileAsync(portal)));
        return desk;
    }

    private static async Task RunAsync(TestPortal portal, string sql)
    {
        await using var db = portal.NewDb();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(default)).Profiles[0].Id;
}
