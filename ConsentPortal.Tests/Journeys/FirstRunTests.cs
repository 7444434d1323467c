using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Ann, who runs the machine of a company in Munich, starts the portal for the first time, and later again.</summary>
[Collection("browser")]
public sealed partial class FirstRunTests(Browser browser)
{
    private const string Password = "three unrelated words";

    [Fact]
    public async Task An_empty_portal_lets_its_first_administrator_in_and_asks_where_the_company_is()
    {
        await using ServerProcess portal = new();
        var (exit, output, error) = await portal.RunAsync("admin", "create", "--email", "ann@example.com", "--name", "Ann Owner");
        Assert.True(exit == 0, error);
        var link = LinkPath().Match(output).Value;
        await portal.ServeAsync();
        await AssertNobodyElseGetsInAsync(portal);

        var page = await browser.NewPageAsync(portal.Address);
        await page.GotoAsync(link);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("The same again").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the password" }).ClickAsync();
        await SignInAsync(page);
        await page.WaitForURLAsync("**/setup");
        await page.WaitForLiveAsync();
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "GDPR and ePrivacy" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the profile" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Company")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("Company").FillAsync("Isar Beispiel GmbH");
        await page.GetByLabel("Postal address").FillAsync("Musterstraße 1, 80331 München");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the profile" }).ClickAsync();
        await page.WaitForURLAsync("**/profiles/*", new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Germany" }).First).ToBeVisibleAsync();

        Assert.Equal("/", await NextAsync(portal)); // asked once
        await AssertComesBackAsync(portal, page);
    }

    // the page of somebody who was signed in when the machine went down is there again by itself
    private static async Task AssertComesBackAsync(ServerProcess portal, IPage page)
    {
        await page.GoAsync("/team");
        await page.EvaluateAsync("() => { window.before = true; }");
        await portal.KillAsync();
        await page.GetByText("Connection lost").WaitForAsync();
        await portal.ServeAsync();

        await page.WaitForFunctionAsync("() => !window.before && document.querySelector('.shell[data-live=true]')", null, new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ann Owner" })).ToBeVisibleAsync();
    }

    private static async Task AssertNobodyElseGetsInAsync(ServerProcess portal)
    {
        using FormVisitor visitor = new(portal.Address);
        var door = await visitor.Client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.DoesNotContain("demo", door, StringComparison.OrdinalIgnoreCase);
        foreach (var (email, password) in new[] { ("admin@demo.example", ConsentPortal.Core.Team.DemoTeam.Password), ("ann@example.com", ""), ("admin", "admin") })
        {
            using var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("Email").FillAsync("ann@example.com");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task<string> NextAsync(ServerProcess portal)
    {
        using FormVisitor visitor = new(portal.Address);
        using var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = "ann@example.com", ["Input.Password"] = Password });
        return new Uri(portal.Address, answer.Headers.Location!).AbsolutePath;
    }

    [GeneratedRegex("/set-password/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex LinkPath();
}
