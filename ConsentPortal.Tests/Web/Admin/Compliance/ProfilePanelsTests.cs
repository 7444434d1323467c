using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class ProfilePanelsTests
{
    [Fact]
    public async Task The_check_names_what_is_missing_its_source_and_leads_to_the_field()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu");
        await using var screen = await Screen.OfAsync(portal);
        var view = await portal.ViewAsync("eu");

        var panel = screen.Render<CheckPanel>(p => p.Add(c => c.View, view).Add(c => c.CanEdit, value: true));

        Assert.Contains("GDPR art. 12(1), 13", panel.Markup, StringComparison.Ordinal);
        Assert.Contains(panel.FindAll("a"), a => a.GetAttribute("href")!.EndsWith("#f-policyUrl", StringComparison.Ordinal));
        Assert.Contains(panel.FindAll("a"), a => a.GetAttribute("href") == $"{Urls.Purpose(view.Id, view.Purposes[0].Id)}#f-lawfulBasis");
        Assert.DoesNotContain("postal address", panel.Markup, StringComparison.Ordinal); // it is there
        var reader = screen.Render<CheckPanel>(p => p.Add(c => c.View, view));
        Assert.Empty(reader.FindAll("a"));
    }

    [Fact]
    public async Task Applications_are_named_and_who_shares_consent_is_said()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu", shareWith: "default");
        await portal.AddPurposeAsync("surveys", PurposeType.Commercial);
        await portal.Get<SetProfileApplications>().RunAsync(new("eu", ["Journeys"]), Actors.Admin, default);
        await using var screen = await Screen.OfAsync(portal);
        var view = await portal.ViewAsync();
        var panel = screen.Render<ApplicationsPanel>(p => p.Add(a => a.View, view).Add(a => a.CanEdit, value: true));
        await panel.WaitForElementAsync("form");

        await panel.Find("input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        await panel.Find("#f-applications").ChangeAsync(new ChangeEventArgs { Value = "Sales" });
        await panel.Find("form").SubmitAsync();

        Assert.Equal(["Journeys", "Sales"], panel.FindAll(".rows strong").Select(s => s.TextContent));
        Assert.Contains("Also sends under Profile eu.", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Commercial communication: shared with Profile eu, the same consent.", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Purpose surveys: only here", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_profile_is_retired_its_consequences_are_told()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.CreateProfileAsync("eu", shareWith: "default");
        await portal.AddPurposeAsync("surveys", PurposeType.Commercial);
        await using var screen = await Screen.OfAsync(portal);
        var view = await portal.ViewAsync();

        var dialog = screen.Render<RetireDialog>(p => p.Add(d => d.View, view).Add(d => d.Applications, ["Sales"]));

        Assert.All(["purpose_inactive", "This stops Sales", "other profiles go on using them", "Purpose surveys: nobody else uses them", "Unsubscribe links"], word => Assert.Contains(word, dialog.Markup, StringComparison.Ordinal));
        var back = screen.Render<RetireDialog>(p => p.Add(d => d.View, view with { Active = false }));
        Assert.Contains("Opt-outs that came in meanwhile count.", back.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_listed_with_their_reason_and_two_of_them_compared()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { CompanyName = "Example Ltd", Reason = "asked by counsel" }, Actors.Admin, default);
        await using var screen = await Screen.OfAsync(portal);
        var id = (await portal.ViewAsync()).Id;
        var nav = screen.Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo(Urls.ProfileVersions(id));

        var page = screen.Render<VersionsPage>(p => p.Add(v => v.Id, id.Value));
        await page.WaitForElementAsync("tbody tr");

        Assert.Equal(["2", "1"], page.FindAll("tbody th").Select(t => t.TextContent.Trim()));
        Assert.Contains("asked by counsel", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.EndsWith("from=1&to=2", nav.Uri, StringComparison.Ordinal);
        await page.WaitForElementAsync("dl ins");
        Assert.Contains("Example Ltd", page.Find("dl ins").TextContent, StringComparison.Ordinal);
    }
}
