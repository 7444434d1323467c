using System.Globalization;
using System.Net;
using System.Resources;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Public;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Somebody signs up, confirms from the mail that a real mail server took in, unsubscribes by the mailbox's own button, comes back,
/// and takes a receipt home that anybody can check: script switched off, in German and in Arabic.</summary>
[Collection("browser")]
public sealed class NewcomerSignsUpTests(Browser browser)
{
    private const string Lena = "lena@example.com";
    private static readonly ResourceManager Texts = new(typeof(PublicTexts));

    [Theory]
    [InlineData("de")]
    [InlineData("ar")]
    public async Task A_newcomer_signs_up_confirms_leaves_comes_back_and_keeps_the_proof(string language)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var portal = await WebPortal.StartAsync(with: server.Settings());
        await OpenSubscribePageAsync(portal);
        var page = await browser.NewPageAsync(portal, 390, script: false, language: language);
        string T(string key) => Texts.GetString(key, CultureInfo.GetCultureInfo(language))!;
        var newsletter = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Purpose("commercial")!.Topics.Single(t => t.Code == "newsletter").Name.In(language);

        await page.GotoAsync("/subscribe/default");
        Assert.Equal(0, await page.Locator("input:checked").CountAsync());
        await page.GetByRole(AriaRole.Checkbox, new() { Name = newsletter }).CheckAsync();
        await page.GetByLabel(T("Email address"), new() { Exact = true }).FillAsync(Lena);
        await ShotAsync(page, language, "1-sign-up");
        await Button(page, T("Subscribe")).ClickAsync();
        await Heading(page, T("Please look into your mailbox")).WaitForAsync();
        await ShotAsync(page, language, "2-look-into-your-mailbox");

        await ConfirmAsync(page, await LinkAsync(server, 0), T);
        await ShotAsync(page, language, "3-confirmed");
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync(Lena, topic: "newsletter"));

        var token = await portal.TokenAsync(Lena, topic: "newsletter");
        using (var mailbox = portal.NewClient())
        {
            using var answer = await mailbox.OneClickAsync(token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(ReasonCode.TopicOptedOut, await portal.ReasonAsync(Lena, topic: "newsletter"));

        await page.GotoAsync($"/u/{token}");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = newsletter }).CheckAsync();
        await ShotAsync(page, language, "4-back-again");
        await Button(page, T("Save my choices")).ClickAsync();
        await Heading(page, T("One more step")).WaitForAsync();
        await ConfirmAsync(page, await LinkAsync(server, 1), T);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.ReasonAsync(Lena, topic: "newsletter"));

        await page.Locator("a[href*='/u/receipt/']").First.ClickAsync();
        await ShotAsync(page, language, "5-receipt");
        var receipt = await DownloadAsync(page, T("Download to keep (one file)"));
        await page.GetByRole(AriaRole.Link, new() { Name = T("Check a receipt") }).ClickAsync();
        await CheckAsync(page, receipt, T);
        await Heading(page, T("This receipt is genuine")).WaitForAsync();
        await ShotAsync(page, language, "6-genuine");

        await CheckAsync(page, Forged(receipt), T);
        await Heading(page, T("This receipt is genuine")).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await ShotAsync(page, language, "7-forged");
    }

    private static async Task OpenSubscribePageAsync(WebPortal portal)
    {
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!;
        var view = (await portal.Get<ReadSubscribeDesign>().RunAsync(profile.Id, Actors.Admin, CancellationToken.None)).Value;
        Assert.True((await portal.Get<DesignSubscribePage>().RunAsync(new(profile.Id, 0, view.Design with { Open = true, AsksFirstName = true }), Actors.Admin, CancellationToken.None)).Ok);
    }

    private static async Task ConfirmAsync(IPage page, string link, Func<string, string> text)
    {
        await page.GotoAsync(link);
        await Button(page, text("Yes, I confirm")).ClickAsync();
        await Heading(page, text("Thank you")).WaitForAsync();
    }

    private static async Task CheckAsync(IPage page, byte[] file, Func<string, string> text)
    {
        await page.GetByLabel(text("The file of the receipt (JSON or HTML)")).SetInputFilesAsync(new FilePayload { Name = "receipt.html", MimeType = "text/html", Buffer = file });
        await Button(page, text("Check")).ClickAsync();
    }

    // one byte of what a reader sees
    private static byte[] Forged(byte[] receipt)
    {
        var text = System.Text.Encoding.UTF8.GetString(receipt);
        var masked = Regex.Match(text, "l(…|&#x2026;)@e", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(masked.Success, $"The receipt shows no masked address: {text}");
        return System.Text.Encoding.UTF8.GetBytes(text[..masked.Index] + "x" + text[(masked.Index + 1)..]);
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string name)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    // from the bytes that the server took in, with the line breaks of quoted-printable undone
    private static async Task<string> LinkAsync(SmtpServer server, int number)
    {
        for (var waited = 0; server.Texts.Count <= number; waited++)
        {
            Assert.True(waited < 150, $"Mail {number} never arrived: {string.Join(" | ", server.Log)}");
            await Task.Delay(100);
        }

        var text = server.Texts[number].Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return Regex.Match(text, @"https://portal\.example(?<path>/c/[\w-]+)", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match ? match.Groups["path"].Value : throw new InvalidOperationException($"No link in the mail: {text}");
    }

    // for a look by eye: where a folder is named, every step is kept as a picture
    private static async Task ShotAsync(IPage page, string language, string name)
    {
        if (Environment.GetEnvironmentVariable("CONSENTPORTAL_SCREENS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{language}-{name}.png"), FullPage = true });
        }
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });
}
