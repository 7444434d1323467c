using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Consent;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Dashboard;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Dashboard;

/// <summary>The start page by role: what each sees, and that every picture has its table.</summary>
public sealed class DashboardPageTests
{
    [Fact]
    public async Task An_empty_portal_says_how_to_begin()
    {
        await using var portal = await StartAsync();
        await using var screen = await Screen.OfAsync(portal);

        var page = screen.Render<DashboardPage>();

        page.WaitForAssertion(() => Assert.Contains("First steps", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".plot"));
    }

    [Fact]
    public async Task A_lead_sees_every_figure_and_a_table_beside_each_picture()
    {
        await using var portal = await StartAsync();
        await FillAsync(portal);
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);

        var page = screen.Render<DashboardPage>();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".plot")));
        Assert.All(page.FindAll(".plot"), plot => Assert.NotNull(plot.Closest(".panel")!.QuerySelector("details table")));
        Assert.All(page.FindAll(".plot"), plot => Assert.NotNull(plot.Closest("[aria-hidden=true]")));
        Assert.Single(page.FindAll(".plot")); // nobody was asked to confirm: that is said, not drawn
        Assert.Contains("Nothing in these days", page.FindAll("section.panel").Single(p => p.QuerySelector("h2")!.TextContent == "Double opt-in").TextContent, StringComparison.Ordinal);
        var names = page.FindAll("section[aria-labelledby]").Select(s => page.Find("#" + s.GetAttribute("aria-labelledby")).TextContent).Concat(page.FindAll("[role=region]").Select(r => r.GetAttribute("aria-label")!)).ToList();
        Assert.Equal(names.Distinct(), names); // each landmark has a name of its own
        var standing = page.FindAll("section.panel").Single(p => p.TextContent.Contains("Consent by purpose and channel", StringComparison.Ordinal));
        Assert.Equal(["2", "0", "1", "0"], standing.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td.num").Select(td => td.TextContent));
        Assert.Contains("All 3 events are counted.", page.Find(".counted").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Mistyped codes", page.Markup, StringComparison.Ordinal); // keys are not the officer's
    }

    [Fact]
    public async Task The_days_and_the_profile_stand_in_the_address()
    {
        await using var portal = await StartAsync();
        await FillAsync(portal);
        await using var screen = await Screen.OfAsync(portal);
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        var page = screen.Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("input[name=range]")));

        await page.FindAll("input[name=range]")[0].ChangeAsync(new ChangeEventArgs { Value = "on" });

        Assert.EndsWith("/?range=7", nav.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(7, page.FindAll(".plot")[0].QuerySelectorAll(".pair").Length));
    }

    [Fact]
    public async Task An_administrator_sees_what_keys_mistype_and_what_they_may_have_meant()
    {
        await using var portal = await StartAsync();
        await FillAsync(portal);
        portal.Get<UnknownCodes>().Note(new(5), UnknownCodeKind.Purpose, "comercial");
        await portal.Get<NoteUnknownCodes>().RunAsync(new(), Actor.System, CancellationToken.None);
        await using var screen = await Screen.OfAsync(portal);

        var page = screen.Render<DashboardPage>();

        page.WaitForAssertion(() => Assert.Contains("Mistyped codes", page.Markup, StringComparison.Ordinal));
        Assert.Equal(["comercial", "commercial"], page.FindAll("section.panel").Single(p => p.TextContent.Contains("Mistyped codes", StringComparison.Ordinal)).QuerySelectorAll("code").Select(c => c.TextContent));
    }

    [Fact]
    public async Task A_representative_keeps_a_short_page_and_an_analyst_sees_no_consent()
    {
        await using var portal = await StartAsync();
        await FillAsync(portal);
        await using (var screen = await Screen.OfAsync(portal, Role.SalesRepresentative, ownContactsOnly: true))
        {
            var page = screen.Render<DashboardPage>();
            page.WaitForAssertion(() => Assert.Single(page.FindAll(".plot")));
            Assert.Empty(page.FindAll("input[name=range]"));
            Assert.DoesNotContain("@example.com", page.Markup, StringComparison.Ordinal);
        }

        await using var other = await Screen.OfAsync(portal, Role.Analyst);
        var analyst = other.Render<DashboardPage>();
        analyst.WaitForAssertion(() => Assert.Contains("Shortcuts", analyst.Markup, StringComparison.Ordinal));
        Assert.Empty(analyst.FindAll(".plot, .stat"));
        Assert.Contains("None finished in these days", analyst.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_past_is_still_counted_the_page_says_how_far_it_is()
    {
        await using var portal = await StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await using var screen = await Screen.OfAsync(portal);

        var page = screen.Render<DashboardPage>();

        page.WaitForAssertion(() => Assert.Contains("0 of 1 events so far", page.Find(".notice").TextContent, StringComparison.Ordinal));
    }

    private static Task<TestPortal> StartAsync()
        => TestPortal.StartAsync(configure: s => s.AddSingleton<ReadNeeds>().AddSingleton<ConsentQuestions>().AddSingleton<UpkeepQuestions>().AddSingleton<ReadOverview>());

    private static async Task FillAsync(TestPortal portal)
    {
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("cem@example.com", ConsentStatus.OptedOut);
        await CountScene.CountAsync(portal);
    }
}
