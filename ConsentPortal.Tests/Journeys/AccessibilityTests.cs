using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Every page there is, found by its route and reached by a link, wide and narrow, light and dark: axe finds nothing, the console
/// stays quiet, nothing has to be scrolled sideways (WCAG 2.2 AA, 1.4.10). A new page is swept because it exists.</summary>
[Collection("sweep")]
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string[] Doors = ["/sign-in", "/forgot-password", "/set-password/{Token}"], SecondSteps = ["/sign-in/set-up", "/sign-in/code"];

    [Fact]
    public Task Every_page_can_be_seen_and_used_by_everyone() => SweepAsync(every: false);

    [Fact, Trait("Speed", "slow")]
    public Task Every_page_can_be_seen_and_used_in_every_width_and_light() => SweepAsync(every: true);

    private async Task SweepAsync(bool every)
    {
        await using var portal = await FilledAsync();
        PageSweep sweep = new(await browser.SignedInAsync(portal, Role.Administrator), every);
        Queue<string> open = new(Routes.All.Where(r => !r.Contains('{', StringComparison.Ordinal) && !Doors.Contains(r) && !SecondSteps.Contains(r)).Order(StringComparer.Ordinal));
        open.Enqueue(Urls.StaffReceipt(await ReceiptAsync(portal)));
        open.Enqueue(await portal.MergedAsync());
        open.Enqueue(Urls.RequestPackage(await GatheredAsync(portal)));
        Dictionary<string, string> visited = new(StringComparer.Ordinal);
        while (open.TryDequeue(out var path))
        {
            await sweep.VisitAsync(path);
            visited.TryAdd(Routes.Of(path) ?? path, path);
            foreach (var link in (await sweep.LinksAsync()).Concat(Routes.OfAPerson(path)))
            {
                if (Routes.Of(link) is { } route && !visited.ContainsKey(route) && !open.Any(o => Routes.Of(o) == route))
                {
                    open.Enqueue(link);
                }
            }
        }

        await SweepDoorsAsync(portal, visited, every, sweep.Findings);
        await SweepSecondStepsAsync(portal, visited, every, sweep.Findings);
        await SweepPublicAsync(portal, visited, every, sweep.Findings);
        await SweepCopyAsync(portal, every, sweep.Findings);
        await SweepStartPagesAsync(portal, visited, every, sweep.Findings);

        TestContext.Current.TestOutputHelper!.WriteLine($"{visited.Count} pages: {string.Join("  ", visited.Values.Order(StringComparer.Ordinal))}");
        await Task.WhenAll(browser.Chromium.Contexts.Select(c => c.CloseAsync()));
        Assert.Empty(Routes.All.Except(visited.Keys)); // a page that no link leads to
        Assert.True(sweep.Findings.Count == 0, string.Join('\n', sweep.Findings));
    }

    private static async Task<WebPortal> FilledAsync()
    {
        var portal = await WebPortal.StartAsync(s => s.AddSingleton(new DemoMode(On: true)), with: ("ConsentPortal:Texts:Pickup", "texts")); // filled before the workers begin
        await portal.Get<ConsentPortal.Core.Compliance.ChooseCountry>().RunAsync(new(""), Actors.Admin, CancellationToken.None);
        var profile = (await portal.Get<ConsentPortal.Core.Compliance.Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!;
        var page = (await portal.Get<ConsentPortal.Core.Preferences.ReadSubscribeDesign>().RunAsync(profile.Id, Actors.Admin, CancellationToken.None)).Value;
        await portal.Get<ConsentPortal.Core.Preferences.DesignSubscribePage>().RunAsync(new(profile.Id, page.Version, page.Design with { Open = true, AsksFirstName = true, AsksChild = true }), Actors.Admin, CancellationToken.None);
        await portal.Get<SendEmail>().RunAsync(new("password", "late@example.com", "Your account", new MailBody("en").Line("Hello,")), Actor.System, CancellationToken.None);
        await using var db = portal.NewDb();
        portal.Get<SendText>().Add(db, new("address_code", "+4915112345678", "123456", 0, TimeSpan.FromMinutes(10)));
        await db.SaveChangesAsync();
        await FlagAsync(portal);
        await HookAsync(portal);
        await portal.Get<ConsentPortal.Core.Compliance.AddBrand>().RunAsync(new(new("Fabrikam") { Look = new() { Accent = "#8a1c1c" }, Host = "preferences.fabrikam.example" }), Actors.Admin, CancellationToken.None);
        return portal;
    }

    // each application has a webhook that is off: nothing leaves the house
    private static async Task HookAsync(WebPortal portal)
    {
        foreach (var application in (await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, CancellationToken.None)).Value.Rows)
        {
            var hook = (await portal.Get<AddWebhook>().RunAsync(new(application.Id, "https://8.8.8.8/hooks", [OutgoingKinds.ConsentChanged]), Actors.Admin, CancellationToken.None)).Value.Id;
            await portal.Get<SwitchWebhook>().RunAsync(new(hook, On: false), Actors.Admin, CancellationToken.None);
        }
    }

    // something that looked like a mail scanner's, for staff's page of those
    private static async Task FlagAsync(WebPortal portal)
    {
        Assert.True(portal.Get<PreferenceLinks>().TryRead(await portal.TokenAsync("gateway@example.com", messageRef: "spring-sale"), out var link));
        await portal.Get<UnsubscribeFromEverything>().RunAsync(new(link, new("en", "192.0.2.1"), AllBrands: true, [ScannerSign.Program, ScannerSign.AfterMany]), Actor.Subject, CancellationToken.None);
    }

    // the request whose copy waits for somebody to look through it
    private static async Task<Id<PrivacyRequest>> GatheredAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        return (await db.Set<DataPackage>().FirstAsync()).RequestId;
    }

    // somebody unsubscribed and got a receipt
    private static async Task<Id<UndoOffer>> ReceiptAsync(WebPortal portal)
    {
        Assert.True(portal.Get<PreferenceLinks>().TryRead(await portal.TokenAsync("reader@example.com"), out var link));
        return (await portal.Get<UnsubscribeFromEverything>().RunAsync(new(link, new("en"), AllBrands: false), Actor.Subject, CancellationToken.None)).Value.Saved.Offer!.Id;
    }

    // strangers, before they have signed in
    private async Task SweepDoorsAsync(WebPortal portal, Dictionary<string, string> visited, bool every, List<string> findings)
    {
        var member = await portal.MemberAsync(Role.Analyst, "late@example.com");
        var link = (await portal.Get<IssuePasswordLink>().RunAsync(new(member.Id), Actors.Admin, CancellationToken.None)).Value;
        PageSweep sweep = new(await browser.NewPageAsync(portal), every, findings);
        foreach (var (route, path) in Doors.Zip(["/sign-in", "/forgot-password", $"/set-password/{link.Token}"]))
        {
            await sweep.VisitAsync(path, route);
            visited[route] = route;
        }
    }

    // somebody whose password was right, before and after they have an authenticator app
    private async Task SweepSecondStepsAsync(WebPortal portal, Dictionary<string, string> visited, bool every, List<string> findings)
    {
        var member = await portal.MemberAsync(Role.PrivacyOfficer, "careful@example.com");
        await portal.Get<RequireSecondFactor>().RunAsync(new([Role.PrivacyOfficer]), Actors.Admin, CancellationToken.None);
        var setups = portal.Get<AuthenticatorSetups>();
        foreach (var path in SecondSteps)
        {
            var page = await browser.NewPageAsync(portal);
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("Email").FillAsync(member.Email!);
            await page.GetByLabel("Password").FillAsync(WebPortal.Password);
            await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.WaitForURLAsync($"**{path}");
            await new PageSweep(page, every, findings).VisitAsync(path);
            visited[path] = path;
            var ticket = setups.Start(member).Ticket;
            await portal.Get<TurnOnAuthenticator>().RunAsync(new(ticket, Totp.Code(setups.SecretOf(member.Id, ticket), Totp.StepAt(DateTimeOffset.UtcNow)), null, Stamp: member.SecurityStamp), member.AsActor(), CancellationToken.None);
        }

        await portal.Get<RequireSecondFactor>().RunAsync(new([]), Actors.Admin, CancellationToken.None);
    }

    // people behind an unsubscribe link; no route of a component, so it is named here
    private async Task SweepPublicAsync(WebPortal portal, Dictionary<string, string> visited, bool every, List<string> findings)
    {
        var issued = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, Channel.Email, null, ["reader@example.com"]), Actors.Crm, CancellationToken.None);
        PageSweep sweep = new(await browser.NewPageAsync(portal), every, findings);
        await sweep.VisitAsync(Urls.Preferences(issued.Value.Tokens[0]!), "/u/…");
        await portal.PersonAsync("reader@example.com", ConsentLevel.Transactional);
        await portal.ShowsAsync(s => s with { Level = true, Details = true });
        await sweep.VisitAsync(Urls.Preferences(issued.Value.Tokens[0]!), "/u/… with everything");
        await sweep.VisitAsync(Urls.Details(issued.Value.Tokens[0]!), "/u/…/details");
        await sweep.VisitAsync("/u/nonsense", "/u/nonsense");
        await sweep.VisitAsync(Urls.VerifyReceipt);
        visited["/u"] = "/u/…";
        await sweep.VisitAsync(Urls.LostLink("default"));
        await sweep.VisitAsync(Urls.Subscribe("default"));
    }

    // somebody whose request is answered with a copy of their data
    private async Task SweepCopyAsync(WebPortal portal, bool every, List<string> findings)
    {
        var id = await GatheredAsync(portal);
        var released = await portal.Get<ReleasePackage>().RunAsync(new(id, LookedAtOthers: true), Actors.Officer, CancellationToken.None);
        Assert.True(released.Ok, released.Problem?.Message);
        await using var db = portal.NewDb();
        for (var tries = 0; tries < 300 && !await db.Set<DataPackage>().AnyAsync(p => p.RequestId == id && p.State == PackageState.Ready); tries++)
        {
            await Task.Delay(100); // the portal's own worker packs it
        }

        PageSweep sweep = new(await browser.NewPageAsync(portal), every, findings);
        var link = RequestLinks.Path(portal.Get<RequestLinks>().Token(id));
        await sweep.VisitAsync(link, "/privacy/case/…");
        await sweep.VisitAsync($"{link}/data", "/privacy/case/…/data");
    }

    // each role has a start page of its own
    private async Task SweepStartPagesAsync(WebPortal portal, Dictionary<string, string> visited, bool every, List<string> findings)
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Administrator))
        {
            PageSweep sweep = new(await browser.SignedInAsync(portal, role), every, findings);
            await sweep.VisitAsync("/", $"/ as {role}");
            visited[$"/ as {role}"] = $"/ as {role}";
        }
    }
}
