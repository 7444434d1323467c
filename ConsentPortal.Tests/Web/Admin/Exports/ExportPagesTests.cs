using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Exports;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Exports;

/// <summary>How a list is taken out by hand: at once, or in the background.</summary>
public sealed class ExportPagesTests
{
    [Fact]
    public async Task Few_rows_are_a_link_after_a_reason()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var dialog = screen.Render<ExportDialog>(p => p.Add(d => d.Ask, new(ExportWhat.Consents) { Consents = new() { Status = ConsentStatus.OptedOut } }));
        dialog.WaitForAssertion(() => Assert.Contains("Rows: 1.", dialog.Markup, StringComparison.Ordinal));

        await dialog.Find("form").SubmitAsync();
        Assert.Contains("leaves the portal", dialog.Find("#f-reason-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(dialog.FindAll("a[download]"));

        await dialog.Find("#f-reason").ChangeAsync(new() { Value = "yearly report" });
        await dialog.Find("form").SubmitAsync();
        Assert.Matches("^/exports/now/[^/]+[.]csv$", dialog.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Who_signed_in_a_while_ago_gives_the_password_again_and_then_is_not_asked_for_a_while()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        await portal.PasswordAsync(screen.MemberId);
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        var page = screen.Render<NewExportPage>();
        page.WaitForElement("#f-password");
        await page.Find("#f-reason").ChangeAsync(new() { Value = "yearly report" });
        foreach (var (word, error) in new[] { ("", "You signed in a while ago"), ("wrong horse battery", "This is not your password") })
        {
            await page.Find("#f-password").ChangeAsync(new() { Value = word });
            await page.Find("form").SubmitAsync();
            Assert.Contains(error, page.Find("#f-password-error").TextContent, StringComparison.Ordinal);
        }

        await page.Find("#f-password").ChangeAsync(new() { Value = MemberPasswords.Password });
        await page.Find("form").SubmitAsync();

        Assert.Matches("/exports/[0-9]+$", screen.Services.GetRequiredService<NavigationManager>().Uri);
        Assert.False(await screen.Services.GetRequiredService<ExportDesk>().AsksPasswordAsync());
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.True(await screen.Services.GetRequiredService<ExportDesk>().AsksPasswordAsync());
    }

    [Fact]
    public async Task A_job_is_asked_for_with_its_filter_watched_fetched_and_its_file_shown_with_digest_and_rows()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut);
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var form = screen.Render<NewExportPage>();
        form.WaitForElement("#f-status");
        Assert.Equal(4, form.FindAll("input[name=what]").Count);
        await form.Find("#f-status").ChangeAsync(new() { Value = "optedOut" });
        await form.Find("#f-reason").ChangeAsync(new() { Value = "yearly report" });
        await form.Find("form").SubmitAsync();
        var id = new Id<ExportJob>(long.Parse(screen.Services.GetRequiredService<NavigationManager>().Uri.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));

        var list = screen.Render<ExportsPage>();
        list.WaitForAssertion(() => Assert.Contains("Opted out", Assert.Single(list.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        var page = screen.Render<ExportPage>(p => p.Add(x => x.Id, id.Value));
        page.WaitForAssertion(() => Assert.Contains("Waiting for its turn", page.Markup, StringComparison.Ordinal));
        await portal.RunExportAsync(id);
        page.WaitForAssertion(() => Assert.Contains("Get the link", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10)); // by itself
        Assert.Contains((await portal.ExportAsync(id)).Sha256, page.Find("dl.facts").TextContent, StringComparison.Ordinal);

        await page.FindAll("button").Single(b => b.TextContent.Contains("Get the link", StringComparison.Ordinal)).ClickAsync(new());

        Assert.StartsWith($"/exports/{id}/file/", page.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
        for (var n = 0; n < ExportSettings.MostUses; n++)
        {
            await page.Find("a[download]").ClickAsync(new());
        }

        Assert.Empty(page.FindAll("a[download]")); // it opens nothing any more: a new one is offered
        Assert.Contains("Get the link", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_gives_a_reason_for_somebody_elses_file_and_a_failed_one_says_why()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.TeamAsync();
        await using var screen = await Screen.OfAsync(portal);
        var theirs = await portal.StartAsync(ExportScene.Consents, Actors.Officer);
        await portal.RunExportAsync(theirs);
        var failed = await portal.StartAsync(ExportScene.Consents, Actors.Officer with { Id = "999" });
        await portal.RunExportAsync(failed);

        var page = screen.Render<ExportPage>(p => p.Add(x => x.Id, theirs.Value));
        page.WaitForElement("#f-reason");
        await page.FindAll("button").Single(b => b.TextContent.Contains("Get the link", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Contains("somebody else's", page.Find("#f-reason-error").TextContent, StringComparison.Ordinal);
        await page.Find("#f-reason").ChangeAsync(new() { Value = "Petra is on leave" });
        await page.FindAll("button").Single(b => b.TextContent.Contains("Get the link", StringComparison.Ordinal)).ClickAsync(new());
        Assert.NotEmpty(page.FindAll("a[download]"));

        var other = screen.Render<ExportPage>(p => p.Add(x => x.Id, failed.Value));
        other.WaitForAssertion(() => Assert.Contains("may no longer take this list out", other.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(other.FindAll("button"), b => b.TextContent.Contains("Begin again", StringComparison.Ordinal)); // only who asked
        var none = screen.Render<ExportPage>(p => p.Add(x => x.Id, 4711));
        none.WaitForAssertion(() => Assert.Contains("There is no such export", none.Markup, StringComparison.Ordinal));
    }
}
