using System.Globalization;
using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

/// <summary>Who gets which requests, profile by profile and kind by kind.</summary>
public sealed class RequestOfficersPageTests
{
    [Fact]
    public async Task Members_are_chosen_for_one_profile_and_kind_and_are_there_again()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var other = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer, name: "Otto");
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer, name: "Petra");
        var page = await OpenAsync(screen, "california");
        await page.Find("#f-forget").ChangeAsync(nameof(OfficerRule.RoundRobin));
        await Box(page, "Petra").ChangeAsync(true);
        await Box(page, "Otto").ChangeAsync(true);
        await page.Find("#f-get").ChangeAsync(nameof(OfficerRule.Fixed));
        await page.Find("#f-get-member").ChangeAsync(other.MemberId.ToString(CultureInfo.InvariantCulture));
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[role=alert]")));
        Assert.Equal([(RequestKind.Get, OfficerRule.Fixed, $"{other.MemberId}"), (RequestKind.Forget, OfficerRule.RoundRobin, $"{screen.MemberId},{other.MemberId}")], await RulesAsync(scene, "california"));
        Assert.Empty(await RulesAsync(scene, "europe"));
        var again = await OpenAsync(screen, "california");
        Assert.Equal(("california", nameof(OfficerRule.RoundRobin)), (again.Find("#f-profile").GetAttribute("value"), again.Find("#f-forget").GetAttribute("value")));
        Assert.Equal($"{other.MemberId}", again.Find("#f-get-member").GetAttribute("value"));
        Assert.True(Box(again, "Petra").HasAttribute("checked") && Box(again, "Otto").HasAttribute("checked"));
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.RequestOfficersOf("europe"));
        await again.WaitForAssertionAsync(() => Assert.Equal(("europe", nameof(OfficerRule.Queue)), (again.Find("#f-profile").GetAttribute("value"), again.Find("#f-forget").GetAttribute("value"))));
    }

    [Fact]
    public async Task A_link_to_a_mistake_keeps_what_was_chosen()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer, name: "Petra");
        var page = await OpenAsync(screen, "europe");
        await page.Find("#f-get").ChangeAsync(nameof(OfficerRule.RoundRobin));
        await page.Find("#f-forget").ChangeAsync(nameof(OfficerRule.RoundRobin));
        await Box(page, "Petra").ChangeAsync(true);
        await page.Find("form").SubmitAsync();
        var mistake = page.Find("#problems a").GetAttribute("href")!;

        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(mistake);

        Assert.EndsWith("#f-forget", mistake, StringComparison.Ordinal);
        Assert.Equal((nameof(OfficerRule.RoundRobin), true), (page.Find("#f-get").GetAttribute("value"), Box(page, "Petra").HasAttribute("checked")));
        Assert.Contains("at least one member", page.Find("#f-forget-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_works_on_requests_no_more_is_named_and_does_not_keep_the_rest_from_being_saved()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var left = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer, name: "Lena");
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer, name: "Petra");
        SetRequestOfficers.Line both = new(RequestKind.Get, OfficerRule.RoundRobin, [left.MemberId, screen.MemberId]);
        Assert.True((await scene.Portal.Get<SetRequestOfficers>().RunAsync(new("europe", [both]), Actors.Admin, RequestScene.Ct)).Ok);
        Assert.True((await scene.Portal.Get<ChangeRole>().RunAsync(new(left.MemberId, new(Role.SalesRepresentative)), Actors.Admin, RequestScene.Ct)).Ok);

        var page = await OpenAsync(screen, "europe");
        Assert.Contains("left out when you save: Lena.", page.Find("fieldset").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[role=alert]")));
        Assert.Equal([(RequestKind.Get, OfficerRule.RoundRobin, $"{screen.MemberId}")], await RulesAsync(scene, "europe"));
    }

    private static async Task<IRenderedComponent<RequestOfficersPage>> OpenAsync(Screen screen, string profile)
    {
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.RequestOfficersOf(profile));
        var page = screen.Render<RequestOfficersPage>();
        await page.WaitForElementAsync("#f-profile");
        return page;
    }

    // the first kind that members are ticked for
    private static AngleSharp.Dom.IElement Box(IRenderedComponent<RequestOfficersPage> page, string name)
        => page.FindAll("label.check").First(l => l.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelector("input")!;

    private static async Task<IEnumerable<(RequestKind, OfficerRule, string)>> RulesAsync(RequestScene scene, string profile)
    {
        var read = (await scene.Portal.Get<ReadRequestOfficers>().RunAsync(profile, Actors.Admin, RequestScene.Ct)).Value;
        return read.Rules.Where(r => r.Rule != OfficerRule.Queue).Select(r => (r.Kind, r.Rule, string.Join(',', r.Members)));
    }
}
