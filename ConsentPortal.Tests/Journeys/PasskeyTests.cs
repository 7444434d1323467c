using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Somebody adds a passkey and signs in with it, with a device that Chromium plays.</summary>
[Collection("browser")]
public sealed class PasskeyTests(Browser browser)
{
    [Fact]
    public async Task A_member_adds_a_passkey_signs_out_and_signs_in_by_it()
    {
        await using var portal = await WebPortal.StartAsync();
        var member = await portal.MemberAsync(Role.SalesRepresentative);
        var page = await browser.NewPageAsync(new Uri($"http://localhost:{portal.Address.Port}")); // browsers know no passkeys of bare addresses
        List<string> troubles = [];
        page.Console += (_, message) => troubles.AddRange(message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal) ? [message.Text] : []);
        await PlugInAsync(page);

        await page.GotoAsync("/sign-in?back=%2Faccount%2Fsecurity");
        await page.GetByLabel("Email").FillAsync(member.Email!);
        await page.GetByLabel("Password").FillAsync(WebPortal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/account/security");
        await page.GetByLabel("Name of the new passkey").FillAsync("My laptop");
        await AddAsync(page, "not the password");
        await Assertions.Expect(page.GetByText("This is not your password.")).ToBeVisibleAsync();
        await AddAsync(page, WebPortal.Password);
        await page.WaitForURLAsync("**/account/security?said=passkey");
        await Assertions.Expect(page.GetByText("My laptop", new() { Exact = true })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("/account/security with a passkey");

        await page.GotoAsync("/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in?said=out");
        await page.GotoAsync("/sign-in?back=%2Faccount%2Fsecurity");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account/security");
        await Assertions.Expect(page.GetByText("by passkey").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey My laptop" }).ClickAsync();
        await page.WaitForURLAsync("**/account/security?said=removed");
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This passkey is not known here")).ToBeVisibleAsync();
        Assert.Empty(troubles);
        await page.Context.CloseAsync();
    }

    private static async Task PlugInAsync(IPage page)
    {
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("WebAuthn.enable");
        await line.SendAsync("WebAuthn.addVirtualAuthenticator", new(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task AddAsync(IPage page, string password)
    {
        await page.Locator("#f-PasskeyPassword").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
    }
}
