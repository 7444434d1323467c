using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Preferences;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Preferences;

public sealed class PreferenceCenterPageTests
{
    [Fact]
    public async Task An_administrator_decides_what_the_page_shows()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<PreferenceCenterPage>(p => p.Add(c => c.ProfileId, id.Value));
        Assert.False(page.Find("#show-level").HasAttribute("checked"));
        Assert.Contains("No answers yet.", page.Markup, StringComparison.Ordinal);

        await page.Find("#show-level").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("#tell-of-changes").ChangeAsync(new ChangeEventArgs { Value = false });
        await page.Find("form").SubmitAsync();

        var saved = (await portal.Get<ReadPreferenceCenterSettings>().RunAsync(id, Actors.Admin, default)).Value;
        Assert.Equal((true, false, 1), (saved.Sections.Level, saved.Sections.TellOfChanges, saved.Version));
        Assert.EndsWith("/preference-center/sample", page.Find("a[target=_blank]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_overtaken_keeps_their_switches_sees_what_differs_and_saves_over()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await ProfileAsync(portal);
        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<PreferenceCenterPage>(p => p.Add(c => c.ProfileId, id.Value));
        await page.Find("#show-level").ChangeAsync(new ChangeEventArgs { Value = true });
        await portal.ShowsAsync(s => s with { Pause = false });

        await page.Find("form").SubmitAsync();

        Assert.Contains("Somebody saved while you were editing", page.Find(".notice.warn").TextContent, StringComparison.Ordinal);
        Assert.Contains("Saved now: off.", page.Find("#show-pause-hint").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#show-level").HasAttribute("checked"));

        await page.Find("form").SubmitAsync();
        Assert.True((await portal.Get<ReadPreferenceCenterSettings>().RunAsync(id, Actors.Admin, default)).Value.Sections is { Level: true, Pause: true });
    }

    [Fact]
    public async Task Who_may_only_read_flips_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var page = screen.Render<PreferenceCenterPage>(p => p.Add(c => c.ProfileId, 0L));
        Assert.Contains("There is no such profile.", page.Markup, StringComparison.Ordinal);

        var id = await ProfileAsync(portal);
        page = screen.Render<PreferenceCenterPage>(p => p.Add(c => c.ProfileId, id.Value));
        Assert.All(page.FindAll("input[role=switch]"), s => Assert.True(s.HasAttribute("disabled")));
        Assert.Empty(page.FindAll("button[type=submit]"));
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;
}
