using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>The pages that a person outside meets, in every shipped language and as narrow as 1280 px at 400 % zoom: axe finds nothing,
/// nothing scrolls sideways, nothing is smaller than 24 px, the page says its language and direction and stays under 30 kB.</summary>
[Collection("sweep")]
public sealed class EveryLanguageTests(Browser browser)
{
    private const string Ann = "ann@example.com";
    private const int MostBytes = 30_000;

    public static TheoryData<string> Languages => [.. ReaderLanguage.All.Select(l => l.Code)];

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_public_page_can_be_read_and_used_in_this_language(string language)
    {
        await using var portal = await WebPortal.StartAsync();
        await ShowAllAsync(portal);
        var page = await browser.NewPageAsync(portal, 320, language == "ar" ? ColorScheme.Dark : ColorScheme.Light, language: language);
        foreach (var path in await PathsAsync(portal, language))
        {
            await page.GotoAsync(path);
            await LookAsync(page, language);
        }

        await page.GotoAsync($"/u/{await portal.TokenAsync(Ann, topic: "newsletter")}");
        await RefusingComesFirstAsync(page);
        await page.Locator("form[action*=everything] button").First.ClickAsync();
        await LookAsync(page, language);
        await page.GotoAsync((await page.Locator(".saved a").First.GetAttributeAsync("href"))!);
        await LookAsync(page, language);
    }

    private static async Task<List<string>> PathsAsync(WebPortal portal, string language) =>
    [
        $"/u/{await portal.TokenAsync(Ann)}",
        $"/u/{await portal.TokenAsync(Ann)}/details",
        "/u/nonsense",
        "/preferences/default",
        "/subscribe/default",
        "/receipts/verify",
        "/privacy/default/update",
        await CaseAsync(portal, language),
    ];

    private static async Task<string> CaseAsync(WebPortal portal, string language)
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = Ann, LastName = "Archer" }, Language: language), Actors.Officer, CancellationToken.None);
        return RequestLinks.Path(portal.Get<RequestLinks>().Token(opened.Value.Id));
    }

    // all there is to see: every section of the preference page, every question of the sign-up page
    private static async Task ShowAllAsync(WebPortal portal)
    {
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!;
        await portal.SellsAsync();
        await portal.ShowsAsync(_ => new(Level: true, Tracking: true, DataUses: true, Pause: true, Reasons: true, Details: true, TellOfChanges: true));
        await portal.PersonAsync(Ann, ConsentLevel.Subscriptions);
        var subscribe = (await portal.Get<ReadSubscribeDesign>().RunAsync(profile.Id, Actors.Admin, CancellationToken.None)).Value;
        Assert.True((await portal.Get<DesignSubscribePage>().RunAsync(new(profile.Id, 0, subscribe.Design with { Open = true, AsksFirstName = true, AsksLastName = true, AsksChild = true }), Actors.Admin, CancellationToken.None)).Ok);
    }

    // one button, on the first screen of the smallest phone that is still sold, before anything is asked (EDPB 03/2022: no privacy maze)
    private static async Task RefusingComesFirstAsync(IPage page)
    {
        await page.SetViewportSizeAsync(320, 568);
        var box = await page.Locator("form[action*=everything] button").First.BoundingBoxAsync();
        Assert.True(box!.Y + box.Height <= 568, $"\"Unsubscribe from everything\" ends at {box.Y + box.Height} px: it takes scrolling to refuse.");
    }

    private static async Task LookAsync(IPage page, string language)
    {
        var where = $"{language} {new Uri(page.Url).AbsolutePath.Split('/')[1]} \"{await page.TitleAsync()}\"";
        await page.AssertAccessibleAsync(where, colours: language is "en" or "ar"); // light and dark
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(ReaderLanguage.Find(language)!.RightToLeft ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{where} scrolls sideways");
        var small = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('button, summary, select, input:not([type=hidden], [tabindex=\"-1\"])')].filter(e => e.checkVisibility() && e.offsetParent).filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 }).map(e => e.outerHTML)");
        Assert.True(small.Length == 0, $"{where}: smaller than 24 px (WCAG 2.5.8): {string.Join(' ', small)}");
        var weight = await page.EvaluateAsync<int>("() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.decodedBodySize, 0)");
        Assert.InRange(weight, 1, MostBytes);
        Assert.Equal(0, await page.Locator("script").CountAsync());
    }
}
