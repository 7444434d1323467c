using Bunit;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

public sealed class RequestQueuePageTests
{
    [Fact]
    public async Task An_address_is_searched_for_without_standing_in_the_pages_address()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.OpenAsync();
        await scene.OpenAsync(email: "bob@example.com");
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<RequestsPage>();
        await page.WaitForAssertionAsync(() => Assert.Equal(2, page.FindAll("tbody tr").Count));

        await page.Find("#f-search").ChangeAsync("ann@example.com");
        await page.Find("form.toolbar").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains(ann.Number, Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("ann", screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticked_requests_are_given_to_one_member()
    {
        await using var scene = await RequestScene.StartAsync();
        var first = await scene.OpenAsync();
        var second = await scene.OpenAsync(email: "bob@example.com");
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer, name: "Petra");
        var page = screen.Render<RequestsPage>();
        await page.WaitForElementAsync("thead input[type=checkbox]");

        await page.Find("thead input[type=checkbox]").ChangeAsync(true);
        await page.Find("#f-bulk-member").ChangeAsync(screen.MemberId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.FindAll(".bulk button")[0].ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.All(page.FindAll("tbody tr"), r => Assert.Contains("Petra", r.TextContent, StringComparison.Ordinal)));
        Assert.Equal((screen.MemberId, screen.MemberId), ((await scene.ReadAsync(first.Id)).Request.AssigneeId, (await scene.ReadAsync(second.Id)).Request.AssigneeId));
    }

    [Fact]
    public async Task Who_gives_them_to_nobody_in_particular_is_asked_to_whom_and_the_ticks_stay()
    {
        await using var scene = await RequestScene.StartAsync();
        var first = await scene.OpenAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<RequestsPage>();
        await page.WaitForElementAsync("thead input[type=checkbox]");
        await page.Find("thead input[type=checkbox]").ChangeAsync(true);

        await page.FindAll(".bulk button")[0].ClickAsync(new());
        Assert.Contains("Choose who gets them.", page.Find(".bulk").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#f-bulk-member").GetAttribute("aria-invalid"));
        Assert.True(page.Find("tbody input[type=checkbox]").HasAttribute("checked"));
        Assert.Equal(0, (await scene.ReadAsync(first.Id)).Request.AssigneeId);

        await page.FindAll(".bulk button")[1].ClickAsync(new());
        Assert.Empty(page.FindAll(".bulk"));
    }

    [Fact]
    public async Task The_order_that_somebody_chose_is_there_again_the_next_time()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.OpenAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<RequestsPage>();
        await page.WaitForElementAsync("#f-order");

        await page.Find("#f-order").ChangeAsync("newest");
        await page.WaitForAssertionAsync(() => Assert.Equal("newest", screen.Render<RequestsPage>().WaitForElement("#f-order").GetAttribute("value")));
    }

    [Fact]
    public async Task Another_country_shows_its_holidays_before_it_is_saved()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.Administrator);
        await using var db = scene.Portal.NewDb();
        var europe = db.Set<ConsentPortal.Core.Compliance.ComplianceProfile>().Single(p => p.Code == "europe").Id;
        var page = screen.Render<PlacePage>(p => p.Add(x => x.Id, europe.Value));
        await page.WaitForElementAsync("#f-country");

        await page.Find("#f-country").ChangeAsync("US");

        await page.WaitForAssertionAsync(() => Assert.Contains("America/New_York", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Thanksgiving", page.Markup, StringComparison.Ordinal);
    }
}
