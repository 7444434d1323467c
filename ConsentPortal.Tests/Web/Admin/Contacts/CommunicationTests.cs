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
        await using var pages = await ContactsPages.OpenAsync();
        var ann = await pages.Portal.World.PersonAsync("Ann Example", "ann@example.com");
        var host = pages.Page.Render<RadzenComponents>();
        var tab = await OpenAsync(pages, ann);
        Assert.Contains("Allowed", Card(tab, "email"), StringComparison.Ordinal);

        await tab.Find("button[aria-label='Change Commercial communication']").ClickAsync(new());
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
        await using var pages = await ContactsPages.OpenAsync();
        var ann = await pages.Portal.World.PersonAsync("Ann Example", "ann@example.com");
        var host = pages.Page.Render<RadzenComponents>();
        var tab = await OpenAsync(pages, ann);

        await tab.FindAll("button").Single(b => b.TextContent.EndsWith("Suppress", StringComparison.Ordinal)).ClickAsync(new());
        host.WaitForAssertion(() => host.Find("form"));
        await host.Find("form").SubmitAsync();
        tab.WaitForAssertion(() => Assert.Contains("Marketing: Objection", Card(tab, "suppression"), StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("Service only", Card(tab, "email"), StringComparison.Ordinal);

        await tab.FindAll("button").Single(b => b.TextContent == "Lift").ClickAsync(new());
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
        await using var pages = await ContactsPages.OpenAsync(ownContactsOnly: true);
        var own = await pages.Portal.World.PersonAsync("Own One", "home@example.com", f => f with { OwnerId = 2 });
        await pages.Portal.World.PersonAsync("Seen Sister", "home@example.com", f => f with { OwnerId = 2 });
        await pages.Portal.World.PersonAsync("Hidden Brother", "home@example.com");

        var tab = await OpenAsync(pages, own);

        var notice = tab.Find(".notice").TextContent;
        Assert.Contains("Seen Sister", notice, StringComparison.Ordinal);
        Assert.Contains("and 1 more", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", tab.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_the_right_to_change_sees_no_pencil()
    {
        await using var pages = await ContactsPages.OpenAsync(Role.Administrator);
        var ann = await pages.Portal.World.PersonAsync("Ann Example", "ann@example.com");

        Assert.NotEmpty((await OpenAsync(pages, ann)).FindAll("td.act button"));
        pages.Page.AddAuthorization().SetAuthorized("x").SetPolicies(nameof(Permission.ReadContacts));
        var matrix = (await pages.Portal.Get<ReadConsentMatrix>().RunAsync(new(ann), Actors.Admin, CancellationToken.None)).Value;
        var tab = pages.Page.Render<ConsentTable>(p => p.Add(t => t.Matrix, matrix).Add(t => t.Entry, AddressEntry.Of(matrix.Points)[0]));
        Assert.Empty(tab.FindAll("td.act button"));
    }

    [Fact]
    public async Task Ip_and_browser_show_only_on_demand_to_those_who_may()
    {
        await using var pages = await ContactsPages.OpenAsync(Role.PrivacyOfficer);
        var ann = await pages.Portal.World.PersonAsync("Ann Example", "ann@example.com");
        await pages.Portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = new() { Ip = "192.0.2.7" } });
        var tab = await OpenAsync(pages, ann);
        tab.WaitForAssertion(() => tab.Find("button.evidence"));
        Assert.DoesNotContain("192.0.2.7", tab.Markup, StringComparison.Ordinal);

        await tab.Find("button.evidence").ClickAsync(new());

        tab.WaitForAssertion(() => Assert.Contains("192.0.2.7", tab.Markup, StringComparison.Ordinal));
    }

    private static string Card(IRenderedComponent<Communication> tab, string key) => tab.Find($"[data-card={key}]").TextContent;

    private static async Task<IRenderedComponent<Communication>> OpenAsync(ContactsPages pages, Id<Contact> id)
    {
        var contact = await pages.Portal.World.ContactAsync(id);
        var tab = pages.Page.Render<Communication>(p => p.Add(c => c.ContactId, id).Add(c => c.Contact, contact));
        tab.WaitForAssertion(() => tab.Find("table.consent"), TimeSpan.FromSeconds(5));
        return tab;
    }
}
