using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

[Collection("browser")]
public sealed class ShotsTmpTests(Browser browser)
{
    [Fact]
    public async Task Shoot()
    {
        await using var portal = await WebPortal.StartAsync();
        var admin = new Actor(ActorKind.Staff, "1", "Ada Admin", Permission.All);
        var eu = (await portal.Get<CreateProfile>().RunAsync(new("eu", "Europe: Consumer marketing and loyalty programme", "Example Consumer Products GmbH & Co. KG", "Hauptstraße 1\n10115 Berlin\nGermany", "gdpr-eea") { Applications = ["CRM", "Shop"], DefaultLanguage = "de" }, admin, default)).Value;
        await portal.Get<AddPurpose>().RunAsync(new(eu, "profiling", PurposeType.DataUse, new("Profiling and analytics", "Profilbildung und Analyse"), new("How we learn what you like.")), admin, default);
        await portal.Get<AddPurpose>().RunAsync(new(eu, "surveys", PurposeType.Commercial, new("Surveys and market research with a very long name indeed", "Umfragen und Marktforschung"), new()), admin, default);
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        await portal.Get<SharePurpose>().RunAsync(new(eu, rules.Purpose("commercial")!.Id), admin, default);
        await portal.Get<ChangePurposeActivity>().RunAsync(new(rules.Purpose("surveys")!.Id, false), admin, default);
        await portal.Get<ShowTopic>().RunAsync(new(rules.Purpose("commercial")!.Topics[1].Id, false), admin, default);
        var old = (await portal.Get<CreateProfile>().RunAsync(new("us-old", "US legacy", "", "", "can-spam"), admin, default)).Value;
        await portal.Get<ChangeProfileActivity>().RunAsync(new(old, false), admin, default);
        foreach (var n in Enumerable.Range(0, 60))
        {
            await portal.Get<ConsentPortal.Core.Consent.RecordConsent>().RunAsync(new([new() { Channel = Channel.Email, Address = $"a.rather.long.address.{n}@example.com", Profile = "default", Purpose = "commercial", Topic = n % 3 == 0 ? "newsletter" : null, Status = n % 2 == 0 ? ConsentPortal.Core.Consent.ConsentStatus.OptedIn : ConsentPortal.Core.Consent.ConsentStatus.OptedOut, Source = "crm" }]), Actors.Crm, default);
        }

        foreach (var (width, scheme, tag) in new[] { (1280, ColorScheme.Light, "wl"), (390, ColorScheme.Light, "nl"), (1280, ColorScheme.Dark, "wd"), (390, ColorScheme.Dark, "nd") })
        {
            var page = await browser.SignedInAsync(portal, Role.Administrator, width, scheme);
            async Task ShootAsync(string name)
            {
                await page.WaitForTimeoutAsync(250);
                await page.ScreenshotAsync(new() { Path = $"/tmp/shots-compliance/{name}-{tag}.png", FullPage = true });
                var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
                if (wide > 0) Console.WriteLine($"{name}-{tag} is {wide}px too wide");
                await page.EvaluateAsync("() => scrollTo(0, 0)");
                var axe = await Deque.AxeCore.Playwright.PageExtensions.RunAxe(page);
                foreach (var v in axe.Violations.Concat(axe.Incomplete.Where(i => i.Id == "color-contrast"))) Console.WriteLine($"{name}-{tag} {v.Id}: " + string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html + " << " + string.Join(";", n.Any.Select(a => a.Message)))));
            }

            await page.GoAsync("/profiles");
            await page.GetByRole(AriaRole.Table).WaitForAsync();
            await ShootAsync("list");
            await page.GoAsync("/profiles/new");
            await page.GetByLabel("GDPR").CheckAsync();
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Größe & Preise");
            await ShootAsync("new");
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync("");
            await page.GetByRole(AriaRole.Button, new() { Name = "Create profile" }).ClickAsync();
            await page.Locator("#problems").WaitForAsync();
            await ShootAsync("new-errors");
            await page.GotoAsync("about:blank");
            await page.GoAsync($"/profiles/{eu}");
            await page.GetByLabel("Commercial communication, Email").First.WaitForAsync();
            await ShootAsync("profile");
            await page.Locator("select[id='f-models-eu-commercial-email']").SelectOptionAsync("nonRestrictive");
            await page.Locator("select[id='f-models-eu-commercial-sms']").SelectOptionAsync("nonRestrictive");
            await page.Locator("select[id='f-models-profiling-none']").SelectOptionAsync("nonRestrictive");
            await page.Locator("select[id='f-models-eu-transactional-email']").SelectOptionAsync("disabled");
            await page.GetByLabel("Company").FillAsync($"Mine {tag}");
            await page.GetByLabel("Postal address").FillAsync("Mine street");
            await page.GetByLabel("Name", new() { Exact = true }).ClickAsync();
            var now = (await portal.Get<ReadProfile>().RunAsync(eu, admin, default)).Value;
            await portal.Get<EditProfile>().RunAsync(new(eu, now.Version, now.Name, $"Theirs {tag}", now.PostalAddress + "\nFloor", now.Regime, now.DefaultLanguage == "de" ? "en" : "de", now.Applications, now.DoubleOptIn), admin with { Name = "Olga Other" }, default);
            await page.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).ClickAsync();
            await page.Locator("#meanwhile").WaitForAsync();
            await ShootAsync("conflict");
            await page.GetByRole(AriaRole.Button, new() { Name = "Share an existing purpose" }).ClickAsync();
            await page.GetByLabel("Purpose", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 2 });
            await ShootAsync("share");
            await page.GotoAsync("about:blank");
            await page.GoAsync($"/profiles/{eu}/purposes/{rules.Purpose("commercial")!.Id}");
            await page.GetByText("Topics").First.WaitForAsync();
            await ShootAsync("purpose");
            await page.GetByRole(AriaRole.Button, new() { Name = "Edit Newsletter" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).WaitForAsync();
            await ShootAsync("topic");
            await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).WaitForAsync();
            await ShootAsync("confirm");
            await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await page.GoAsync("/audit");
            await page.GetByRole(AriaRole.Table).WaitForAsync();
            await page.Locator("summary").First.ClickAsync();
            await ShootAsync("audit");
            await page.GoAsync("/audit?show=consent");
            await page.GetByRole(AriaRole.Table).WaitForAsync();
            await ShootAsync("events");
            await page.GoAsync("/audit?kind=profile.created&from=2020-01-01&to=2020-01-02");
            await page.GetByText("Nothing matches").WaitForAsync();
            await ShootAsync("audit-none");
            await page.GoAsync($"/profiles/{eu}/purposes/new");
            await page.GetByLabel("Name").First.WaitForAsync();
            await ShootAsync("newpurpose");
            await page.Context.CloseAsync();
        }

        var rep = await browser.SignedInAsync(portal, Role.SalesRepresentative);
        await rep.GoAsync($"/profiles/{eu}");
        await rep.GetByText("Company").First.WaitForAsync();
        await rep.ScreenshotAsync(new() { Path = "/tmp/shots-compliance/readonly-wl.png", FullPage = true });
        await rep.GoAsync("/profiles/new");
        await rep.ScreenshotAsync(new() { Path = "/tmp/shots-compliance/readonly-new-wl.png", FullPage = true });
    }
}
