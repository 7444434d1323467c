using AngleSharp.Dom;
using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.PrivacyRequests;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

/// <summary>The copy of the data on the page of a case: one click, a look, a release.</summary>
public sealed class PackagePanelTests
{
    [Fact]
    public async Task One_click_begins_it_and_the_officer_takes_out_what_is_about_others_and_releases_it()
    {
        await using var scene = await SceneAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var view = await scene.Requests.ReadAsync(scene.Request);
        var panel = screen.Render<PackagePanel>(p => p.Add(x => x.View, view).Add(x => x.MayWork, true));
        await Button(panel, "Build the copy").ClickAsync(new());
        await panel.WaitForAssertionAsync(() => Assert.NotNull(panel.Find("progress")));
        Assert.Equal(PackageState.Preview, await scene.Portal.Get<RunPackage>().RunAsync((await scene.PackageAsync()).Id, PackageScene.Ct));

        var page = screen.Render<PackagePage>(p => p.Add(x => x.Id, scene.Request.Value));
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".record")));
        await page.Find("form").SubmitAsync();
        Assert.Contains("about other people", page.Markup, StringComparison.Ordinal);
        Assert.Equal(PackageState.Preview, (await scene.PackageAsync()).State);

        var row = (await scene.RowsAsync("consent-history", onlyOthers: true)).Rows[0];
        var record = screen.Render<PackageRecord>(p => p.Add(x => x.Row, row).Add(x => x.Take, async (r, field, reason) => (await scene.RedactAsync(r, field, reason)).Problems).Add(x => x.Restore, (_, _) => throw new InvalidOperationException()));
        await record.FindAll("button").First(b => b.TextContent.Contains("justification", StringComparison.Ordinal)).ClickAsync(new());
        await record.Find("form").SubmitAsync();
        Assert.Contains("Say why", record.Find("#f-reason-error").TextContent, StringComparison.Ordinal);
        await record.Find("#f-reason").ChangeAsync("names a neighbour");
        await record.Find("form").SubmitAsync();

        Assert.Equal("names a neighbour", (await scene.RowsAsync("consent-history", onlyOthers: true)).Rows[0].Cells.Single(c => c.Field == "justification").Redacted);
        await page.Find("form input[type=checkbox]").ChangeAsync(true);
        await page.Find("form").SubmitAsync();

        Assert.Equal(PackageState.Packing, (await scene.PackageAsync()).State);
    }

    [Fact]
    public async Task Before_the_person_showed_who_they_are_there_is_no_button()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var view = await scene.ReadAsync(id);

        var panel = screen.Render<PackagePanel>(p => p.Add(x => x.View, view).Add(x => x.MayWork, true));

        await panel.WaitForAssertionAsync(() => Assert.Contains("once the person showed who they are", panel.Markup, StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("button"));
    }

    private static Task<PackageScene> SceneAsync() => PackageScene.StartAsync(contact: async portal =>
    {
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = new() { Justification = "Bob next door said so" } });
        return await portal.World.PersonAsync("crm-1", ["ann@example.com"]);
    });

    private static IElement Button<T>(IRenderedComponent<T> page, string text) where T : Microsoft.AspNetCore.Components.IComponent
        => page.FindAll("button").First(b => b.TextContent.Contains(text, StringComparison.Ordinal));
}
