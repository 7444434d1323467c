using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.PrivacyRequests;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

/// <summary>Refusing a request on its page: why, in the officer's words, and what the person can do about it (GDPR art. 12(4)).</summary>
public sealed class RefusalStepTests
{
    private const string Remedies = "complaint with a data protection authority, and you may go to court";

    [Fact]
    public async Task A_refusal_shows_the_remedies_before_it_leaves_and_sends_them()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync(RequestKind.Forget)).Id;
        await scene.Portal.KeepAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = await OpenAsync(screen, id);

        await page.Find("#f-refusalCode").ChangeAsync("legal_obligation");
        await page.Find("#f-note").ChangeAsync("Invoices are kept for <b>ten</b> years.");
        await page.FindAll("button").First(b => b.TextContent.Contains("Preview the mail", StringComparison.Ordinal)).ClickAsync(new());
        var frame = await page.WaitForElementAsync("iframe.answer");
        var shown = frame.GetAttribute("srcdoc")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Contains(Remedies, shown, StringComparison.Ordinal);
        Assert.Contains("a law obliges us to keep the data", shown, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;ten&lt;/b&gt;", shown, StringComparison.Ordinal);
        Assert.Empty(await scene.Portal.PostAsync("request_forget_refused"));
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("#f-refusalCode")));
        var mail = Assert.Single(await scene.Portal.PostAsync("request_forget_refused", "ann@example.com"));
        Assert.Contains(Remedies, mail.Text, StringComparison.Ordinal);
        Assert.Equal((RequestState.Refused, shown), (await scene.Portal.StateAsync(id), mail.Html));
    }

    [Fact]
    public async Task Without_a_ground_nothing_is_refused_and_what_was_written_stays()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = await OpenAsync(screen, id);

        await page.Find("#f-note").ChangeAsync("Asked nine times this month.");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.Find("#f-refusalCode-error").TextContent.Trim()));
        Assert.Equal("Asked nine times this month.", page.Find("#f-note").GetAttribute("value"));
        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(id));
        Assert.Empty(await scene.Portal.PostAsync("request_get_refused"));
    }

    private static async Task<IRenderedComponent<RequestPage>> OpenAsync(Screen screen, Id<PrivacyRequest> id)
    {
        var page = screen.Render<RequestPage>(p => p.Add(x => x.Id, id.Value));
        await page.WaitForElementAsync("button.primary");
        await page.FindAll("button").First(b => b.TextContent.Trim() == "Refuse").ClickAsync(new());
        return page;
    }
}
