using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>A scene for each database, opened by whoever asks for it first.</summary>
public sealed class RightsScenes : IAsyncLifetime
{
    private readonly Dictionary<DatabaseProvider, RightsScene> open = [];

    public async Task<RightsScene> OnAsync(DatabaseProvider provider)
    {
        if (!open.TryGetValue(provider, out var scene))
        {
            open.Add(provider, scene = new(provider));
            await scene.InitializeAsync();
        }

        return scene;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var scene in open.Values)
        {
            await scene.DisposeAsync();
        }
    }
}

/// <summary>One portal for the journeys of all kinds of requests, with its customers, the pages of an officer and of the second person, and the mail that leaves.</summary>
public sealed class RightsScene(DatabaseProvider provider) : IAsyncLifetime
{
    private IPage? officer, second;

    public WebPortal Portal { get; private set; } = null!;

    /// <summary>A profile whose law names days.</summary>
    public const string Europe = "europe";

    public async ValueTask InitializeAsync()
    {
        Portal = await WebPortal.StartAsync(provider, with: [("ConsentPortal:Mail:Pickup", "mail")]);
        var made = await Portal.Get<CreateProfile>().RunAsync(new(Europe, "Europe", "Meridian Instruments GmbH", "Musterstraße 12, 10115 Berlin", "gdpr-eea"), Actors.Admin, CancellationToken.None);
        Assert.True(made.Ok, made.Problem?.Message);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in new[] { officer, second }.OfType<IPage>())
        {
            await page.Context.CloseAsync(); // their circuits end before the portal does
        }

        await Portal.DisposeAsync();
    }

    /// <summary>Who works on requests; signed in once.</summary>
    public async Task<IPage> OfficerAsync(Browser browser) => officer ??= await browser.SignedInAsync(Portal, Role.PrivacyOfficer);

    /// <summary>Who approves what the officer put up.</summary>
    public async Task<IPage> SecondAsync(Browser browser) => second ??= await browser.SignedInAsync(Portal, Role.Administrator);

    public async Task<Id<Contact>> CustomerAsync(string email, string firstName, string lastName, string phone = "")
    {
        IReadOnlyList<PointEntry> points = [new(Channel.Email, email), .. phone.Length > 0 ? [new PointEntry(Channel.Sms, phone)] : Array.Empty<PointEntry>()];
        var added = await Portal.Get<AddContact>().RunAsync(new(new() { FirstName = firstName, LastName = lastName, JobTitle = "Clerk" }, points), Actors.Admin, CancellationToken.None);
        Assert.True(added.Ok, added.Problem?.Message);
        return added.Value;
    }

    public async Task<PrivacyRequest> CaseAsync(RequestKind kind)
    {
        await using var db = Portal.NewDb();
        return await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(r => r.Kind == kind);
    }

    /// <summary>Fills in the public form on a phone, without script, and sends it.</summary>
    public async Task<IPage> AskAsync(Browser browser, string link, string email, string lastName, Func<IPage, Task>? fill = null, string profile = "default")
    {
        var page = await browser.NewPageAsync(Portal, 390, script: false);
        await page.GotoAsync($"/privacy/{profile}");
        await page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
        await page.GetByLabel("Email address", new() { Exact = true }).FillAsync(email);
        await page.Locator("#lastName").FillAsync(lastName);
        await (fill?.Invoke(page) ?? Task.CompletedTask);
        await Button(page, "Send the request").ClickAsync();
        await Heading(page, "Your request was sent").WaitForAsync();
        return page;
    }

    /// <summary>Opens the page of the case by the link of the mail that it arrived, and enters the code of the mail that follows.</summary>
    public async Task ShowWhoAsync(IPage page, RequestKind kind, string email)
    {
        await page.GotoAsync(Recipients.LinkIn((await MailAsync($"request_ack_{Word.Of(kind)}", email)).Text));
        await Button(page, "Send me a code").ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await CodeAsync(email, 1));
        await Button(page, "Continue").ClickAsync();
        await page.GetByText("Thank you: now we know that it is you.").WaitForAsync();
    }

    /// <summary>The officer finds the case in the queue.</summary>
    public async Task<IPage> OpenCaseAsync(Browser browser, RequestKind kind)
    {
        var page = await OfficerAsync(browser);
        await page.GoAsync("/requests");
        await page.GetByRole(AriaRole.Link, new() { Name = (await CaseAsync(kind)).Number }).ClickAsync();
        await Heading(page, $"Request {(await CaseAsync(kind)).Number}").WaitForAsync();
        return page;
    }

    /// <summary>Presses a step that has a form, and sends that.</summary>
    public static async Task StepAsync(IPage page, string step)
    {
        await Button(page, step).ClickAsync();
        await Button(page, "Cancel").WaitForAsync();
        await Button(page, step).ClickAsync();
        await Button(page, "Cancel").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>The six digits of so many-th code that went to this address.</summary>
    public async Task<string> CodeAsync(string email, int number)
        => Regex.Match((await MailAsync("request_code", email, number)).Text, "^[0-9]{6}\\s*$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value.Trim();

    /// <summary>Once it left the house.</summary>
    public async Task<Email> MailAsync(string kind, string to, int number = 1)
    {
        for (var n = 0; n < 300; n++)
        {
            if ((await Portal.MailsAsync(kind)).FindAll(m => m.To == to) is { } found && found.Count >= number && found[0].State == EmailState.Sent)
            {
                Assert.Contains(Directory.GetFiles(Path.Combine(Portal.Folder, "mail"), "*.eml", SearchOption.AllDirectories), f => File.ReadAllText(f).Contains(to, StringComparison.Ordinal));
                return found[0];
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"No mail {kind} left.");
    }

    public static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>For the README and for a look by eye: kept where a folder is named.</summary>
    public static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CONSENTPORTAL_SCREENS") is { Length: > 0 } folder)
        {
            await page.EvaluateAsync("() => window.scrollTo(0, 0)");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
