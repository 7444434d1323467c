using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Contacts;
using Radzen.Blazor;

namespace ConsentPortal.Tests.Web.Admin.Contacts;

public sealed class CommunicationTests
{
    [Fact]
    public async Task Cards_table_and_history_follow_a_change_at_once()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative, name: "Rolf Rep");
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        var host = screen.Render<RadzenComponents>();
        var tab = await OpenAsync(screen, portal, ann);
        Assert.Contains("Allowed", Card(tab, "email"), StringComparison.Ordinal);

        tab.Find("button[aria-label='Change Commercial communication']").Click();
        host.WaitForAssertion(() => host.Find("#f-reason"));
        host.Find("#f-reason").Change("not_relevant");
        host.Find("#f-justification").Change("By phone.");
        await host.Find("form").SubmitAsync();

        tab.WaitForAssertion(() => Assert.Contains("Service only", Card(tab, "email"), StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("Opted out", tab.Find("table.consent tbody tr").TextContent, StringComparison.Ordinal);
        tab.WaitForAssertion(() => Assert.Contains("“By phone.”", tab.Find("#history li").TextContent, StringComparison.Ordinal));
        Assert.Contains("Rolf Rep", tab.Find("#history li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppression_is_added_and_lifted_and_the_cards_say_so()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative, name: "Rolf Rep");
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        var host = screen.Render<RadzenComponents>();
        var tab = await OpenAsync(screen, portal, ann);

        tab.FindAll("button").Single(b => b.TextContent.EndsWith("Suppress", StringComparison.Ordinal)).Click();
        host.WaitForAssertion(() => host.Find("form"));
        await host.Find("form").SubmitAsync();
        tab.WaitForAssertion(() => Assert.Contains("Marketing: Objection", Card(tab, "suppression"), StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("Service only", Card(tab, "email"), StringComparison.Ordinal);

        tab.FindAll("button").Single(b => b.TextContent == "Lift").Click();
        host.WaitForAssertion(() => host.Find("#f-why"));
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("Say why", host.Find("#f-why-error").TextContent, StringComparison.Ordinal));
        host.Find("#f-why").Change("A mistake.");
        await host.Find("form").SubmitAsync();
        tab.WaitForAssertion(() => Assert.Contains("Not suppressed", Card(tab, "suppression"), StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_shared_address_names_the_others_or_only_counts_those_who_may_not_be_seen()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative, ownContactsOnly: true);
        var own = await portal.World.PersonAsync("Own One", "home@example.com", f => f with { OwnerId = screen.MemberId });
        await portal.World.PersonAsync("Seen Sister", "home@example.com", f => f with { OwnerId = screen.MemberId });
        await portal.World.PersonAsync("Hidden Brother", "home@example.com");

        var tab = await OpenAsync(screen, portal, own);

        var notice = tab.Find(".notice").TextContent;
        Assert.Contains("Seen Sister", notice, StringComparison.Ordinal);
        Assert.Contains("and 1 more", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", tab.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_record_consent_sees_the_answers_and_no_pencil()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var rep = await Screen.OfAsync(portal, Role.SalesRepresentative);
        await using var analyst = await Screen.OfAsync(portal, Role.Analyst);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        var matrix = (await portal.Get<ReadConsentMatrix>().RunAsync(new(ann), Actors.Admin, CancellationToken.None)).Value;

        IRenderedComponent<ConsentTable> Table(Screen screen) => screen.Render<ConsentTable>(p => p.Add(t => t.Matrix, matrix).Add(t => t.Entry, AddressEntry.Of(matrix.Points)[0]));

        Assert.NotEmpty(Table(rep).FindAll("td.act button"));
        Assert.Empty(Table(analyst).FindAll("td.act button"));
        Assert.Contains("Will send", Table(analyst).Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Ip_and_browser_show_only_on_demand_to_those_who_may()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = new() { Ip = "192.0.2.7" } });
        var tab = await OpenAsync(screen, portal, ann);
        tab.WaitForAssertion(() => tab.Find("button.evidence"));
        Assert.DoesNotContain("192.0.2.7", tab.Markup, StringComparison.Ordinal);

        await tab.Find("button.evidence").ClickAsync(new());

        tab.WaitForAssertion(() => Assert.Contains("192.0.2.7", tab.Markup, StringComparison.Ordinal));
    }

    private static string Card(IRenderedComponent<Communication> tab, string key) => tab.Find($"[data-card={key}]").TextContent;

    private static async Task<IRenderedComponent<Communication>> OpenAsync(Screen screen, TestPortal portal, Id<Contact> id)
    {
        var contact = await portal.World.ContactAsync(id);
        var tab = screen.Render<Communication>(p => p.Add(c => c.ContactId, id).Add(c => c.Contact, contact));
        tab.WaitForAssertion(() => tab.Find("table.consent"), TimeSpan.FromSeconds(5));
        return tab;
    }
}
