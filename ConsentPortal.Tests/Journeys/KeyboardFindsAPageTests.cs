using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

[Collection("browser")]
public sealed class KeyboardFindsAPageTests(Browser browser)
{
    [Fact]
    public async Task An_administrator_goes_by_keys_alone_and_keeps_a_compact_look()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GotoAsync("/contacts");
        await page.Locator(".shell[data-live=true]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Search or go to" }).FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search people, profiles and pages" });
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Search or go to" })).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox, new() { Name = "Found" }).GetByRole(AriaRole.Option, new() { Name = "Contacts", Exact = true })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.TypeAsync("roles coll");
        await page.Keyboard.PressAsync("Enter"); // before the answer is there
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Team", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#palette")).Not.ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Account and display" }).ClickAsync();
        await page.GetByLabel("Compact").CheckAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-density", "compact");
        var member = await portal.MemberAsync(Role.Administrator);
        for (var look = 0; look < 100 && (await portal.Get<ReadMember>().RunAsync(member.Id, default))!.Density != Density.Compact; look++)
        {
            await Task.Delay(50);
        }

        await page.ReloadAsync(); // kept on the member, so the first byte has it
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-density", "compact");
    }
}
