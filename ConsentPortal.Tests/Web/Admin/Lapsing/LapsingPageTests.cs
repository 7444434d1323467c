using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Core.Consent;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using ConsentPortal.Web.Admin.Lapsing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace ConsentPortal.Tests.Web.Admin.Lapsing;

public sealed class LapsingPageTests
{
    [Fact]
    public async Task Where_nothing_ends_the_page_says_so_and_where_an_end_is_set()
    {
        await using var portal = await RenewalTests.StartAsync(DatabaseProvider.Sqlite, s => s.AddSingleton<RenewalDesk>());
        await using var screen = await OfAsync(portal);

        var page = screen.Render<LapsingPage>();

        page.WaitForAssertion(() => Assert.Contains("Nothing ends in this time", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrator_asks_one_person_and_sees_the_run()
    {
        await using var portal = await RenewalTests.StartAsync(DatabaseProvider.Sqlite, s => s.AddSingleton<RenewalDesk>());
        await RenewalTests.YesAsync(portal, "ann@example.com");
        await using var screen = await OfAsync(portal);
        var host = screen.Render<RadzenComponents>();
        var page = screen.Render<LapsingPage>();
        page.WaitForAssertion(() => Assert.Contains("ann@example.com", page.Find("tbody th a").TextContent + page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.EndsWith("Ask all to renew", StringComparison.Ordinal)); // no purpose is chosen

        page.FindAll("td.act button").Single().Click();
        host.WaitForAssertion(() => Assert.Single(host.FindAll("button"), b => b.TextContent.Trim() == "Ask"));
        host.FindAll("button").Single(b => b.TextContent.Trim() == "Ask").Click();

        page.WaitForAssertion(() => Assert.Contains("0 of 1", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.NotEmpty(page.FindAll("progress"));
    }

    [Fact]
    public async Task An_analyst_who_plans_audiences_sees_how_many_end_and_masked_addresses_that_lead_nowhere()
    {
        await using var portal = await RenewalTests.StartAsync(DatabaseProvider.Sqlite, s => s.AddSingleton<RenewalDesk>());
        await RenewalTests.YesAsync(portal, "ann@example.com");
        await using var screen = await OfAsync(portal, Role.Analyst);

        var page = screen.Render<LapsingPage>();

        page.WaitForAssertion(() => Assert.Contains("a…@e….com", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("ann@example.com", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tbody a, td.act button"));
    }

    [Fact]
    public async Task A_representative_sees_what_ends_and_asks_nobody()
    {
        await using var portal = await RenewalTests.StartAsync(DatabaseProvider.Sqlite, s => s.AddSingleton<RenewalDesk>());
        await RenewalTests.YesAsync(portal, "ann@example.com");
        await using var screen = await OfAsync(portal, Role.SalesRepresentative);

        var page = screen.Render<LapsingPage>();

        page.WaitForAssertion(() => Assert.Contains("ann@example.com", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("td.act button"));
    }

    [Fact]
    public async Task The_months_of_a_purpose_are_saved_and_what_is_no_number_is_refused_beside_its_field()
    {
        await using var portal = await TestPortal.StartAsync(configure: s => s.AddSingleton<RenewalDesk>());
        await using var screen = await OfAsync(portal);
        var view = await portal.ViewAsync();
        var form = screen.Render<ValidityForm>(p => p.Add(f => f.Profile, view).Add(f => f.Purpose, view.Purposes.Single(u => u.Code == "commercial")).Add(f => f.CanEdit, true));

        await form.Find("#f-optInMonths").ChangeAsync(new ChangeEventArgs { Value = "240" });
        Assert.Contains("keeps the end it has", form.Markup, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();
        Assert.Contains("1 to 120", form.Find("#f-optInMonths-error").TextContent, StringComparison.Ordinal);

        await form.Find("#f-optInMonths").ChangeAsync(new ChangeEventArgs { Value = "24" });
        await form.Find("form").SubmitAsync();

        Assert.Equal(24, (await portal.ViewAsync()).Purposes.Single(u => u.Code == "commercial").Validity.OptInMonths);
    }

    private static Task<Screen> OfAsync(TestPortal portal, Role role = Role.Administrator) => Screen.OfAsync(portal, role);
}
