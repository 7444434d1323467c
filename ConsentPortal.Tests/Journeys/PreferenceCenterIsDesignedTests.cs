using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Marketing designs what readers meet; a reader meets it.</summary>
[Collection("browser")]
public sealed class PreferenceCenterIsDesignedTests(Browser browser)
{
    [Fact]
    public async Task From_a_preset_over_the_designer_to_what_a_customer_sees()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync("/profiles/new");
        await page.GetByRole(AriaRole.Radio, new() { Name = "GDPR" }).First.CheckAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Meridian Europe");
        await Assertions.Expect(page.GetByLabel("Code", new() { Exact = true })).ToHaveValueAsync("meridian-europe"); // the offer comes first, else it overwrites what is filled in
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("meridian");
        await page.GetByLabel("Company").FillAsync("Meridian Instruments GmbH");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create profile" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Preference center" }).ClickAsync();

        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("What may Meridian Instruments GmbH send you?");
        await page.Locator("summary", new() { HasText = "Add section" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Own text" }).ClickAsync();
        await Assertions.Expect(page.Locator("#inspector h2")).ToHaveTextAsync("Own text"); // the heading has a text too
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("We measure lathes, not people.");
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Draft saved");
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("We measure lathes, not people.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await AssertReadableAsync(page, "Import");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish …" }).ClickAsync();
        await AssertReadableAsync(page, "Publish");
        await page.GetByLabel("Why?").FillAsync("Our own words");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Published, version 1")).ToBeVisibleAsync();

        var reader = await browser.NewPageAsync(portal, 390, script: false);
        await reader.GotoAsync($"/u/{await LinkAsync(portal)}");
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("What may Meridian Instruments GmbH send you?");
        await Assertions.Expect(reader.GetByText("We measure lathes, not people.")).ToBeVisibleAsync();
        await reader.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe from everything" }).ClickAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "You are unsubscribed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Sections_are_reordered_and_published_by_keys_alone()
    {
        await using var portal = await WebPortal.StartAsync();
        var profile = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!;
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync($"/profiles/{profile.Id}/preference-center");
        await page.Locator("#section-pause").WaitForAsync();

        await TabToAsync(page, "#section-pause");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.GetByText("Pause is now 5 of", new() { Exact = false })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#section-pause")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.GetByText("Pause is now 3 of", new() { Exact = false })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Draft saved");

        await TabToAsync(page, "main .head .btn.primary", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await Assertions.Expect(page.Locator("[role=dialog] :focus")).ToHaveCountAsync(1); // it takes the focus once it is open: who tabs before that would lose it again
        await TabToAsync(page, "[role=dialog] .btn.primary");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Published, version 1")).ToBeVisibleAsync();

        var reader = await browser.NewPageAsync(portal, 390, script: false);
        await reader.GotoAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        var headings = await reader.Locator("main h2").AllInnerTextsAsync();
        Assert.True(headings.ToList().IndexOf("Pause") < headings.ToList().IndexOf("Or choose what you get"), string.Join(" | ", headings));
    }

    // once it has faded in
    private static async Task AssertReadableAsync(IPage page, string where)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.WaitForAsync();
        await page.EvaluateAsync("() => Promise.allSettled(document.getAnimations().filter(a => a.effect?.getComputedTiming().iterations !== Infinity).map(a => a.finished))");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var result = await dialog.RunAxe(new AxeRunOptions { Iframes = false });
            Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{where} {scheme}: {v.Id} {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task TabToAsync(IPage page, string selector, string key = "Tab")
    {
        for (var n = 0; n < 80; n++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{selector} is not reached by {key}");
    }

    // the first commercial purpose of the new profile
    private static async Task<string> LinkAsync(WebPortal portal)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        var purpose = rules.PurposesOf(rules.Profile("meridian")!).First(p => p.Type == PurposeType.Commercial);
        var issued = await portal.Get<ConsentPortal.Core.Consent.IssueLinks>().RunAsync(new("meridian", purpose.Code, null, Channel.Email, null, ["ann@example.com"]), Actors.Crm, default);
        return issued.Value.Tokens[0]!;
    }
}
