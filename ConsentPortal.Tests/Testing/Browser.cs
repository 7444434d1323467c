using ConsentPortal.Core.Team;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Testing;

/// <summary>A collection fixture, not an assembly fixture: a filtered run of unit tests must not start Chromium.</summary>
[CollectionDefinition("browser")]
public sealed class BrowserTests : ICollectionFixture<Browser>;

/// <summary>The long sweeps have a browser of their own, so that they run beside the journeys.</summary>
[CollectionDefinition("sweep")]
public sealed class SweepTests : ICollectionFixture<Browser>;

/// <summary>Chromium, started once.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright playwright = null!;

    public IBrowser Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(15_000); // as long as any other wait: the machine is busy with the rest of the suite
        playwright = await Playwright.CreateAsync();
        Chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of its own, in British English, 1280 px wide unless said otherwise.</summary>
    public async Task<IPage> NewPageAsync(WebPortal portal, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true, string language = "en-GB")
    {
        var page = await NewPageAsync(portal.Address, width, scheme, script, language);
        portal.BeforeItStops(() => LeaveAsync(page.Context));
        return page;
    }

    public async Task<IPage> NewPageAsync(Uri address, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true, string language = "en-GB")
    {
        var context = await Chromium.NewContextAsync(new()
        {
            BaseURL = address.ToString(), ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = script, Locale = language, TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce, // a look in the middle of a fade finds a contrast that nobody meets
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Signs a member of this role in and waits until the start page answers clicks.</summary>
    public async Task<IPage> SignedInAsync(WebPortal portal, Role role, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var member = await portal.MemberAsync(role);
        var page = await NewPageAsync(portal, width, scheme);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email").FillAsync(member.Email!);
        await page.GetByLabel("Password").FillAsync(WebPortal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForLiveAsync();
        return page;
    }

    // a page that is left tells its circuit to end; one whose browser is gone waits on for three minutes, and looks into a portal that is no more
    private static async Task LeaveAsync(IBrowserContext context)
    {
        try
        {
            await Task.WhenAll(context.Pages.Select(p => p.GotoAsync("about:blank", new() { Timeout = 2_000 })));
            await context.CloseAsync();
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            // the test closed it, or the browser ended before
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        playwright.Dispose();
    }
}

public static class Pages
{
    /// <summary>Waits until the circuit answers: prerendered HTML takes clicks and loses them.</summary>
    public static Task WaitForLiveAsync(this IPage page) => page.Locator(".shell[data-live=true]").WaitForAsync();

    public static async Task GoAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForLiveAsync();
    }

    /// <summary>axe finds nothing, not even an "incomplete" contrast; scrolled to the top, because a control half under the bar is reported.</summary>
    /// <param name="colours">False where the same page in another language has shown its colours: contrast is by far the longest look.</param>
    public static async Task AssertAccessibleAsync(this IPage page, string where, bool colours = true)
    {
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        var findings = await Axe.FindingsAsync(page, colours ? Axe.Only() : Axe.WithoutColours, frames: colours);
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(f => $"{where}: {f}")));
    }
}
