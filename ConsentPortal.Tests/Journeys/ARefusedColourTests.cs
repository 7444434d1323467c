using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

[Collection("browser")]
public sealed class ARefusedColourTests(Browser browser)
{
    [Fact]
    public async Task An_unreadable_colour_is_refused_with_its_contrast_and_the_nearest_that_can_be_read_is_taken_and_saved()
    {
        await using var portal = await WebPortal.StartAsync();
        var nearest = PublicColours.Judge("#ffe100", PublicColours.Light)!.Nearest;
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GetByRole(AriaRole.Link, new() { Name = "Brands", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New brand" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Fabrikam");
        await page.Locator("#f-accent").FillAsync("#ffe100");

        await Assertions.Expect(page.GetByText("Contrast 1.20 to 1 on #f4f5f7; text needs 4.5 to 1.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the brand" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"The nearest colour that can be read is {nearest}.");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Take {nearest}" }).ClickAsync();
        await Assertions.Expect(page.Locator("#f-accent")).ToHaveValueAsync(nearest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the brand" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fabrikam", Level = 1 })).ToBeVisibleAsync();
        Assert.Equal(nearest, Assert.Single((await portal.Get<Rulebooks>().FreshAsync(default)).Brands).Accent);
    }
}
