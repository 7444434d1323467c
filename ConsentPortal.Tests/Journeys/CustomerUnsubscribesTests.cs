using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>A customer follows the link at the end of a mail, in a browser with script switched off.</summary>
[Collection("browser")]
public sealed class CustomerUnsubscribesTests(Browser browser)
{
    private const string Ann = "ann@example.com";

    [Fact]
    public async Task A_customer_unsubscribes_takes_it_back_chooses_and_opts_in_by_mail()
    {
        await using var portal = await WebPortal.StartAsync(with: [("ConsentPortal:Mail:Pickup", "mail")]);
        var page = await browser.NewPageAsync(portal, 390, script: false);
        await page.GotoAsync($"/u/{await portal.TokenAsync(Ann, topic: "newsletter")}");

        await Button(page, "Unsubscribe from everything").ClickAsync();
        await Heading(page, "You are unsubscribed").WaitForAsync();
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.ReasonAsync(Ann));

        await Button(page, "Undo").ClickAsync();
        await Heading(page, "Taken back").WaitForAsync();
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.ReasonAsync(Ann));

        await page.GetByRole(AriaRole.Link, new() { Name = "To your preferences" }).ClickAsync();
        await Box(page, "Product updates").UncheckAsync();
        await Box(page, "Tracking").CheckAsync();
        await Button(page, "Save my choices").ClickAsync();
        await Heading(page, "Saved").WaitForAsync();
        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync(Ann, topic: "product-updates"));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.ReasonAsync(Ann, "tracking"));

        await page.GotoAsync(Recipients.LinkIn(await MailAsync(portal, "Please confirm")));
        await Button(page, "Yes, I confirm").ClickAsync();
        await Heading(page, "Thank you").WaitForAsync();
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync(Ann, "tracking"));
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light, "en-GB")]
    [InlineData(390, ColorScheme.Dark, "de-DE")]
    [InlineData(320, ColorScheme.Light, "de-DE")]
    public Task Every_page_a_customer_meets_is_accessible_and_fits(int width, ColorScheme scheme, string language) => LookAroundAsync(width, scheme, language);

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData(1280, ColorScheme.Dark, "en-GB")]
    [InlineData(1280, ColorScheme.Dark, "de-DE")]
    [InlineData(390, ColorScheme.Light, "en-GB")]
    [InlineData(320, ColorScheme.Dark, "en-GB")]
    public Task Every_page_a_customer_meets_is_accessible_and_fits_everywhere_else(int width, ColorScheme scheme, string language) => LookAroundAsync(width, scheme, language);

    private async Task LookAroundAsync(int width, ColorScheme scheme, string language)
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.SaysAsync(Ann, ConsentStatus.OptedOut, topic: "product-updates");
        await portal.SaysAsync("+4917012345678", ConsentStatus.OptedIn);
        await portal.TokenAsync("+4917012345678", channel: Channel.Voice);
        var token = await portal.TokenAsync(Ann, topic: "newsletter");
        var page = await browser.NewPageAsync(portal, width, scheme, language: language);

        await LookAsync(page, $"/u/{await portal.TokenAsync("+4917012345678", channel: Channel.Sms)}");
        await LookAsync(page, "/u/nonsense");
        await LookAsync(page, $"/u/{token}");
        await page.Locator("form[action*=everything] button").ClickAsync();
        await LookAsync(page);
        await page.Locator("input[value=email-1-1]").CheckAsync();
        await page.Locator(".save button").ClickAsync();
        await LookAsync(page); // refused: the purpose is off
        await page.Locator("input[value=email-1-0]").CheckAsync();
        await page.Locator(".save button").ClickAsync();
        await LookAsync(page);
        await LookAsync(page, await page.Locator(".saved a").First.GetAttributeAsync("href"));
        await LookAsync(page, Recipients.LinkIn((await portal.MailsAsync(ConfirmationMail.Kind))[0].Text));
        await page.Locator("form button").ClickAsync();
        await LookAsync(page);
    }

    private static async Task LookAsync(IPage page, string? path = null)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        var where = $"{await page.TitleAsync()} {page.ViewportSize!.Width}";
        await page.AssertAccessibleAsync(where);
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{where} scrolls sideways");
        var small = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('button, input:not([type=hidden])')].filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 }).map(e => e.outerHTML)");
        Assert.True(small.Length == 0, $"{where}: smaller than 24 px (WCAG 2.5.8): {string.Join(' ', small)}");
    }

    // the mail as the worker wrote it into the pickup folder, quoted-printable undone
    private static async Task<string> MailAsync(WebPortal portal, string subject)
    {
        var folder = Path.Combine(portal.Get<DataDirectory>().Path, "mail");
        for (var waited = 0; waited < 100; waited++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var raw = await File.ReadAllTextAsync(file);
                if (raw.Contains($"Subject: {subject}", StringComparison.Ordinal))
                {
                    return raw.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=0D=0A", "\r\n", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"No mail '{subject}' was written. Mails: {string.Join(", ", (await portal.MailsAsync(ConfirmationMail.Kind)).Select(m => $"{m.State} {m.LastError}"))}");
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    private static ILocator Box(IPage page, string name) => page.GetByRole(AriaRole.Checkbox, new() { Name = name });
}
