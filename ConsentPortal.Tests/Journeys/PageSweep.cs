using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Opens a page once and looks at it wide and narrow, light and dark, without loading it again.</summary>
internal sealed class PageSweep
{
    // not into frames: the preview of a mail runs no script, axe's neither, and would be waited for without end
    private static readonly object Everything = Axe.Only(), Colours = Axe.Only("color-contrast");
    private static readonly object Narrow = Axe.Only("color-contrast", "target-size", "scrollable-region-focusable", "label", "button-name", "link-name", "empty-table-header", "td-headers-attr");
    private readonly IPage page;
    private readonly bool every;
    private string where = "";

    /// <param name="every">All four of wide and narrow, light and dark; else wide light and narrow dark, which show each of them once.</param>
    public PageSweep(IPage page, bool every, List<string>? findings = null)
    {
        this.every = every;
        this.page = page;
        Findings = findings ?? [];
        page.Console += (_, message) => Add(message.Type == "error" && !message.Text.Contains("status of 40", StringComparison.Ordinal), $"console: {message.Text}");
        page.PageError += (_, error) => Add(true, $"script: {error}");
    }

    public List<string> Findings { get; }

    public async Task VisitAsync(string path, string? name = null)
    {
        where = name ?? path;
        await page.SetViewportSizeAsync(1280, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(path);
        await SettledAsync();
        await LookAsync("1280 light", Everything);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        if (every)
        {
            await LookAsync("1280 dark", Colours);
        }

        await page.SetViewportSizeAsync(390, 844);
        await LookAsync("390 dark", Narrow);
        if (every)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await LookAsync("390 light", Colours);
        }
    }

    /// <summary>Where the page leads to, inside the portal.</summary>
    public async Task<string[]> LinksAsync()
        => await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname)");

    // a live page has its data and neither loads nor moves
    private async Task SettledAsync()
    {
        if (await page.Locator(".shell").CountAsync() > 0)
        {
            await page.Locator(".shell[data-live=true]").WaitForAsync();
        }

        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true], .rz-datatable-loading')");
    }

    private async Task LookAsync(string how, object options)
    {
        await page.EvaluateAsync("() => { scrollTo(0, 0); return Promise.all(document.getAnimations().map(a => { try { a.finish(); } catch { a.cancel(); } })); }");
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Add(wide > 0, $"{how}: {wide} px too wide");
        foreach (var finding in await Axe.FindingsAsync(page, options))
        {
            Add(true, $"{how}: {finding}");
        }
    }

    private void Add(bool isFinding, string what)
    {
        if (isFinding)
        {
            Findings.Add($"{where} {what}");
        }
    }
}
