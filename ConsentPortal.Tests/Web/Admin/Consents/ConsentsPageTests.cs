using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Consents;
using ConsentPortal.Web.Admin.Consents.Events;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace ConsentPortal.Tests.Web.Admin.Consents;

/// <summary>The lists of consents as staff see and narrow them.</summary>
public sealed class ConsentsPageTests
{
    [Fact]
    public async Task A_filter_goes_into_the_address_its_chip_takes_it_away_and_the_rows_follow()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await using var screen = await Screen.OfAsync(portal);
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo("/consents");
        var page = screen.Render<ConsentsPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Contains("2 rows", page.Find(".list-sum").TextContent, StringComparison.Ordinal);

        await page.Find("#status").ChangeAsync(new() { Value = "optedOut" });

        page.WaitForAssertion(() => Assert.Contains("bob@example.com", Assert.Single(page.FindAll("tbody tr")).TextContent.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.EndsWith("/consents?status=optedOut", nav.Uri, StringComparison.Ordinal);
        await page.Find("ul.chips button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.EndsWith("/consents?view=all", nav.Uri, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("ul.chips"));
    }

    [Fact]
    public async Task A_whole_address_is_found_by_its_key_and_never_stands_in_the_page_s_address()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await using var screen = await Screen.OfAsync(portal);
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo("/consents");
        var page = screen.Render<ConsentsPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));

        await page.Find("#f-who").InputAsync(new() { Value = "BOB@example.com " });
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[role=option]")), TimeSpan.FromSeconds(5));
        await page.Find("[role=option]").MouseDownAsync(new());

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Contains("?point=", nav.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", nav.Uri, StringComparison.Ordinal);
        Assert.Contains("bob@example.com", page.Find("ul.chips").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_address_opens_the_default_view_and_everything_can_still_be_asked_for()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await using var screen = await Screen.OfAsync(portal);
        var me = Actors.Admin with { Id = screen.MemberId.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var view = (await portal.Get<SaveView>().RunAsync(new(default, ConsentsPage.List, "Gone", "status=optedOut", false), me, default)).Value;
        await portal.Get<ChooseDefaultView>().RunAsync(new(ConsentsPage.List, view), me, default);
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo("/consents");

        var page = screen.Render<ConsentsPage>();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.EndsWith($"/consents?view={view}&status=optedOut", nav.Uri, StringComparison.Ordinal);
        Assert.Contains("Gone", page.Find("#view option[selected]").TextContent, StringComparison.Ordinal);
        await page.Find("#view").ChangeAsync(new() { Value = "" });
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.EndsWith("/consents?view=all", nav.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_is_kept_under_a_name()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo("/consents?status=expired&channel=email");
        var host = screen.Render<RadzenComponents>();
        var page = screen.Render<ConsentsPage>();
        page.WaitForAssertion(() => Assert.Contains("Nothing matches", page.Markup, StringComparison.Ordinal));

        page.FindAll("button").Single(b => b.TextContent.EndsWith("Save as a view", StringComparison.Ordinal)).Click();
        host.WaitForAssertion(() => Assert.NotEmpty(host.FindAll("#f-name")));
        Assert.Empty(host.FindAll("input[type=checkbox]")); // a representative shares nothing
        host.Find("#f-name").Change("Ended mails");
        host.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Ended mails", page.Find("#view").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("?view=", nav.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.EndsWith("Export", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_events_say_what_was_before_by_whom_and_how()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, with: s => s with { Source = "shop" });
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo("/consents/events?source=shop&by=application");

        var page = screen.Render<ConsentEventsPage>();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Contains("before: Opted in", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("API · shop", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal(["By: An application", "Source: shop"], page.FindAll("ul.chips .chip .break").Select(c => c.TextContent));
    }

    [Fact]
    public async Task What_goes_wrong_after_a_click_is_shown_instead_of_the_rows_of_before()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await using var screen = await Screen.OfAsync(portal);
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo("/consents");
        var page = screen.Render<Microsoft.AspNetCore.Components.Web.ErrorBoundary>(p => p.AddChildContent<ConsentsPage>().Add(b => b.ErrorContent, error => $"<em>{error.Message}</em>"));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        await using (var db = portal.NewDb())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE consent_records RENAME TO gone");
        }

        await page.InvokeAsync(() => nav.NavigateTo("/consents?status=optedOut"));

        page.WaitForAssertion(() => Assert.Contains("consent_records", page.Find("em").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Empty(page.FindAll("tbody tr"));
    }
}
