using Bunit;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Integration;
using ConsentPortal.Web.Admin.Integration.Applications;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace ConsentPortal.Tests.Web.Admin.Integration.Applications;

/// <summary>The pages of applications: what an administrator sees, what is refused, and that what was typed stays.</summary>
public sealed class ApplicationPagesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task An_empty_list_explains_and_a_new_name_makes_an_application()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var host = screen.Render<RadzenComponents>();
        var page = screen.Render<ApplicationsPage>();
        page.WaitForAssertion(() => Assert.Contains("No system is connected yet", page.Markup, StringComparison.Ordinal));

        _ = page.Find("button.primary").ClickAsync(); // it ends with the dialog
        _ = host.WaitForElement("[role=dialog] form").SubmitAsync();
        host.WaitForAssertion(() => Assert.NotEmpty(host.Find("#f-name-error").TextContent.Trim()));
        await host.Find("#f-name").ChangeAsync("Sales agent");
        _ = host.Find("[role=dialog] form").SubmitAsync();

        var id = (await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Single().Id;
        page.WaitForAssertion(() => Assert.EndsWith(Urls.Application(id), screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_shows_keys_profiles_calls_and_errors()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await IssueAsync(portal, "CRM");
        portal.Get<CallCounts>().Note(key, CallKind.Check, 200);
        portal.Get<CallCounts>().Note(key, CallKind.Check, 422);
        await portal.Get<NoteCalls>().RunAsync(new(), Actor.System, Ct);
        await using var screen = await Screen.OfAsync(portal);

        var page = screen.Render<ApplicationsPage>();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        var cells = page.FindAll("tbody td").Select(c => c.TextContent.Trim()).ToList();
        Assert.Equal(["Default", "1", "None", "2", "2", "1 (50%)"], cells[..6].Select(c => c.Replace(" ", "", StringComparison.Ordinal).Replace("1(", "1 (", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_application_with_a_key_is_not_retired_and_the_page_says_what_to_do()
    {
        await using var portal = await TestPortal.StartAsync();
        await IssueAsync(portal, "CRM");
        var (screen, page, host) = await OpenAsync(portal);
        await using var open = screen;

        _ = page.Find("button.danger").ClickAsync();
        _ = host.WaitForElement("[role=dialog] button.danger").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Revoke it first", page.Find(".notice.bad").TextContent, StringComparison.Ordinal));
        Assert.Contains("In use", page.Find(".head .chip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_draws_calls_beside_a_table_and_names_how_they_ended()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await IssueAsync(portal, "CRM");
        foreach (var status in (int[])[200, 200, 200, 429])
        {
            portal.Get<CallCounts>().Note(key, CallKind.Check, status);
        }

        await portal.Get<NoteCalls>().RunAsync(new(), Actor.System, Ct);
        var (screen, page, host) = await OpenAsync(portal);
        await using var open = screen;

        page.WaitForAssertion(() => Assert.NotNull(page.Find(".plot").Closest(".panel")!.QuerySelector("details table")));
        Assert.Contains("4 calls, 1 of them errors.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("429 · Over its limit", page.Markup, StringComparison.Ordinal);
        Assert.Equal("page", page.FindAll(".sections a")[0].GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Limits_of_a_key_are_changed_in_place_and_what_is_wrong_is_said_beside_its_field()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await IssueAsync(portal, "CRM");
        var (screen, page, host) = await OpenAsync(portal, "keys");
        await using var open = screen;

        _ = page.WaitForElement("td.act button").ClickAsync();
        await host.WaitForElement("#f-requestsPerMinute").ChangeAsync("0");
        _ = host.Find("[role=dialog] form").SubmitAsync();
        host.WaitForAssertion(() => Assert.NotEmpty(host.Find("#f-requestsPerMinute-error").TextContent.Trim()));
        await host.Find("#f-requestsPerMinute").ChangeAsync("90");
        await host.Find("#f-expiresAt").ChangeAsync("2026-12-31");
        _ = host.Find("[role=dialog] form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("90 a minute", page.Markup, StringComparison.Ordinal));
        var row = (await portal.Get<FindApiKeys>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Single(r => r.Id == key);
        Assert.Equal((90, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)), (row.RequestsPerMinute, row.ExpiresAt));
    }

    [Fact]
    public async Task Mistyped_codes_are_shown_with_the_nearest_that_exists()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Get<UnknownCodes>().Note(await IssueAsync(portal, "CRM"), UnknownCodeKind.Purpose, "comercial");
        portal.Get<UnknownCodes>().Note(await IssueAsync(portal, "Shop"), UnknownCodeKind.Purpose, "transaktional");
        await portal.Get<NoteUnknownCodes>().RunAsync(new(), Actor.System, Ct);
        var (screen, page, host) = await OpenAsync(portal, "codes");
        await using var open = screen;

        page.WaitForAssertion(() => Assert.Contains("comercial", page.Markup, StringComparison.Ordinal));
        Assert.Contains("commercial", page.Find("[data-label='Did they mean']").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("transaktional", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_scope_has_a_place_in_the_form_once()
    {
        var grouped = ScopeGroups.All(new PlainTexts()).SelectMany(g => g.Scopes).ToList();

        Assert.Equal(ApiScopes.All.Select(s => s.Word).Order(StringComparer.Ordinal), grouped.Select(s => s.Word).Order(StringComparer.Ordinal));
    }

    private static async Task<(Screen Screen, IRenderedComponent<ApplicationPage> Page, IRenderedComponent<RadzenComponents> Host)> OpenAsync(TestPortal portal, string? section = null)
    {
        var id = (await portal.Get<FindApplications>().RunAsync(new("CRM"), Actors.Admin, Ct)).Value.Rows.Single().Id;
        var screen = await Screen.OfAsync(portal);
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.Application(id, section));
        var host = screen.Render<RadzenComponents>();
        var page = screen.Render<ApplicationPage>(p => p.Add(x => x.Id, id.Value));
        page.WaitForElement(".sections");
        return (screen, page, host);
    }

    private static async Task<Id<ApiKey>> IssueAsync(TestPortal portal, string application)
        => (await portal.Get<IssueApiKey>().RunAsync(new($"{application} key", application, "default", ["consent:check"]), Actors.Admin, Ct)).Value.Id;

    private sealed class PlainTexts : Microsoft.Extensions.Localization.IStringLocalizer<Texts>
    {
        public Microsoft.Extensions.Localization.LocalizedString this[string name] => new(name, name);

        public Microsoft.Extensions.Localization.LocalizedString this[string name, params object[] arguments] => new(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, name, arguments));

        public IEnumerable<Microsoft.Extensions.Localization.LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
