using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

[Collection("sweep")]
public sealed class ComplianceScreensTests(Browser browser)
{
    [Theory, InlineData(1280, ColorScheme.Light), InlineData(390, ColorScheme.Dark)]
    public async Task Every_screen_of_the_rulebook_and_the_trail_is_accessible_and_fits(int width, ColorScheme scheme)
    {
        await using var portal = await WebPortal.StartAsync();
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        var profile = rules.Profile("default")!.Id;
        await portal.Get<CreateProfile>().RunAsync(new("eu", "Europe: a rather long name for a brand", "Example GmbH", "1 Street", "gdpr-eea") { ShareWith = profile }, Actors.Admin, default);
        await portal.Get<ChangePurposeActivity>().RunAsync(new(rules.Purpose("transactional")!.Id, false), Actors.Admin, default);
        await portal.Get<AddPurpose>().RunAsync(new(profile, "profiling", PurposeType.DataUse, new("Profiling"), new()), Actors.Admin, default);
        await portal.Get<EditPurpose>().RunAsync(new(rules.Purpose("commercial")!.Id, 0, new("Marketing"), new(), OptOutScope.Contact), Actors.Admin, default);
        var page = await browser.SignedInAsync(portal, Role.Administrator, width, scheme);

        foreach (var (path, sign) in new[]
        {
            ("/profiles", "groups"), ("/profiles/new", "Which rules apply?"), ($"/profiles/{profile}", "Purposes and enforcement"), ($"/profiles/{profile}/purposes/{rules.Purpose("commercial")!.Id}", "Topics"),
            ($"/profiles/{profile}/purposes/new", "What is it for?"), ("/profiles/1", "There is no such profile."), ("/audit", "Purpose edited"), ("/audit?kind=x", "Nothing matches"), ("/consents/events", "No consent events"),
        })
        {
            await page.GoAsync(path);
            await (sign == "groups" ? page.GetByRole(AriaRole.Table) : page.GetByText(sign).Last).WaitForAsync();
            await page.AssertAccessibleAsync($"{path} at {width}");
            Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{path} scrolls sideways at {width}");
        }
    }

    [Fact]
    public async Task Who_may_only_read_sees_the_rules_and_no_button_and_who_may_not_is_told()
    {
        await using var portal = await WebPortal.StartAsync();
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        var rep = await browser.SignedInAsync(portal, Role.SalesRepresentative);

        await rep.GoAsync($"/profiles/{rules.Profile("default")!.Id}");
        await rep.GetByText("Purposes and enforcement").WaitForAsync();

        await Assertions.Expect(rep.Locator("main").GetByRole(AriaRole.Combobox)).ToHaveCountAsync(0);
        await Assertions.Expect(rep.GetByRole(AriaRole.Button, new() { Name = "Deactivate" })).ToHaveCountAsync(0);
        foreach (var path in new[] { "/profiles/new", "/audit", $"/profiles/{rules.Profile("default")!.Id}/purposes/new" })
        {
            await rep.GoAsync(path);
            await rep.GetByText("Your role does not include this.").WaitForAsync();
        }
    }
}
