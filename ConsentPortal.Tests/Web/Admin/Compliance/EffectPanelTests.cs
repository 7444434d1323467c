using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class EffectPanelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_stricter_model_names_how_many_stop_with_examples_and_offers_the_list()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.LinkAsync("ann@example.com");
        await portal.World.LinkAsync("ben@example.com");
        await portal.World.SaysAsync("yes@example.com", ConsentStatus.OptedIn);
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");

        var change = Stricter(await portal.ViewAsync());
        var panel = screen.Render<EffectPanel>(p => p.Add(x => x.Change, change).Add(x => x.Key, "1"));

        await panel.WaitForAssertionAsync(() => Assert.Contains("no longer get something they get now: 3. Addresses that would get something they do not get now: 0.", panel.Markup, StringComparison.Ordinal), Patience);
        var rows = panel.FindAll("tbody tr");
        Assert.Equal(["2", "3", "3"], rows.Select(r => r.QuerySelector("td.num")!.TextContent)); // who said yes to all said nothing of its topics
        Assert.Contains("ann@<wbr>example.com", rows[0].InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("yes@", rows[0].InnerHtml, StringComparison.Ordinal);
        Assert.Contains("/profiles/effect/", panel.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_without_effect_says_so_and_one_that_is_refused_says_why()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var view = await portal.ViewAsync();
        var panel = screen.Render<EffectPanel>(p => p.Add(x => x.Change, Stricter(view)).Add(x => x.Key, "1"));
        await panel.WaitForAssertionAsync(() => Assert.Contains("Nobody is affected today.", panel.Markup, StringComparison.Ordinal), Patience);

        var stale = SetEnforcement.Change(new(view.Id, view.Version + 1, []));
        panel.Render(p => p.Add(x => x.Change, stale).Add(x => x.Key, "2"));

        await panel.WaitForAssertionAsync(() => Assert.Contains("Somebody saved a change while you were editing", panel.Markup, StringComparison.Ordinal), Patience);
    }

    private static RulebookChange Stricter(ReadProfile.View view) => SetEnforcement.Change(new(view.Id, view.Version, [new(view.Purposes[0].Id, Channel.Email, EnforcementModel.Restrictive)]));
}
