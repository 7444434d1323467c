using Bunit;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Integration.Webhooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace ConsentPortal.Tests.Web.Admin.Integration.Webhooks;

/// <summary>The pages of webhooks: errors stand beside their fields, the secret is shown once, what was done is seen.</summary>
public sealed class WebhookPagesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_wrong_address_is_refused_beside_its_field_and_the_secret_is_shown_once()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await AddAsync(portal);
        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<WebhookFormPage>(p => p.Add(x => x.Id, id.Value));

        await page.WaitForElement("#f-url").ChangeAsync("http://10.0.0.1/");
        await page.Find("#f-description").ChangeAsync("CRM");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.Find("#f-url-error").TextContent.Trim()));
        Assert.Equal(("http://10.0.0.1/", "CRM"), (page.Find("#f-url").GetAttribute("value"), page.Find("#f-description").GetAttribute("value")));
        await page.Find("#f-url").ChangeAsync("https://8.8.8.8/hooks");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.StartsWith("whsec_", page.Find("#secret").GetAttribute("value")));
        var row = (await portal.Get<FindWebhooks>().RunAsync(new(id), Actors.Admin, Ct)).Value.Rows.Single();
        var shown = Open(screen, id, row.Id);
        shown.WaitForAssertion(() => Assert.Contains("CRM", shown.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("whsec_", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_put_off_woken_given_a_new_secret_and_removed()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await AddAsync(portal);
        var added = (await portal.Get<AddWebhook>().RunAsync(new(id, "https://8.8.8.8/hooks", ["consent.changed"]), Actors.Admin, Ct)).Value;
        await using var screen = await Screen.OfAsync(portal);
        var host = screen.Render<RadzenComponents>();
        var page = Open(screen, id, added.Id);

        Press(page, "Put off");
        _ = host.WaitForElement("[role=dialog] .danger").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Off", page.Find(".head .chip").TextContent, StringComparison.Ordinal));
        Press(page, "Wake");
        page.WaitForAssertion(() => Assert.Contains("Active", page.Find(".head .chip").TextContent, StringComparison.Ordinal));
        Press(page, "New secret");
        _ = host.WaitForElement("[role=dialog] .primary").ClickAsync();
        page.WaitForAssertion(() => Assert.NotEqual(added.Secret, page.Find("#secret").GetAttribute("value")));
        page.WaitForAssertion(() => Assert.Contains("End the old secret", page.Markup, StringComparison.Ordinal));
        Press(page, "Back-fill");
        await host.WaitForElement("#f-after").ChangeAsync("99");
        _ = host.Find("[role=dialog] form").SubmitAsync();
        host.WaitForAssertion(() => Assert.NotEmpty(host.Find("#f-after-error").TextContent.Trim()));
        _ = host.FindAll("[role=dialog] button").First(b => b.TextContent == "Cancel").ClickAsync();
        Press(page, "Remove");
        _ = host.WaitForElement("[role=dialog] .danger").ClickAsync();

        page.WaitForAssertion(() => Assert.EndsWith(Urls.ApplicationWebhooks(id), screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Empty((await portal.Get<FindWebhooks>().RunAsync(new(id), Actors.Admin, Ct)).Value.Rows);
    }

    [Fact]
    public async Task A_failed_delivery_says_why_and_is_sent_again()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await AddAsync(portal);
        var hook = (await portal.Get<AddWebhook>().RunAsync(new(id, "https://8.8.8.8/hooks", ["consent.changed"]), Actors.Admin, Ct)).Value.Id;
        await using (var db = portal.NewDb())
        {
            var now = portal.Clock.Now();
            WebhookDelivery failed = new() { Id = portal.Get<IdSource>().Next<WebhookDelivery>(), WebhookId = hook, Stream = "consent", Sequence = 7, EventId = 70, Kind = "consent.changed", Subject = 5, Urgent = true, OccurredAt = now.AddHours(-30) };
            failed.Note(new(now, 500, DeliveryFault.Refused, 12), next: null);
            db.Add(failed);
            await db.SaveChangesAsync(Ct);
        }

        await using var screen = await Screen.OfAsync(portal);
        var page = Open(screen, id, hook);
        page.WaitForAssertion(() => Assert.Contains("It answered 500. Only 200 to 299 counts as received.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("An opt-out has not been heard for 30 h", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);

        _ = page.FindAll("td.act button").First(b => b.TextContent.Contains("Send again", StringComparison.Ordinal)).ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Waits for its next attempt", page.Find("td .chip").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_of_another_application_is_not_there()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await AddAsync(portal);
        var other = (await portal.Get<AddApplication>().RunAsync(new("Shop"), Actors.Admin, Ct)).Value;
        var hook = (await portal.Get<AddWebhook>().RunAsync(new(other, "https://8.8.8.8/hooks", ["consent.changed"]), Actors.Admin, Ct)).Value.Id;
        await using var screen = await Screen.OfAsync(portal);

        var page = Open(screen, id, hook);

        page.WaitForAssertion(() => Assert.Contains("There is no such webhook.", page.Markup, StringComparison.Ordinal));
    }

    private static IRenderedComponent<WebhookPage> Open(Screen screen, Id<Application> id, Id<Webhook> hook) => screen.Render<WebhookPage>(p => p.Add(x => x.Id, id.Value).Add(x => x.WebhookId, hook.Value));

    private static void Press(IRenderedComponent<WebhookPage> page, string words)
    {
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), b => b.TextContent.Contains(words, StringComparison.Ordinal)));
        _ = page.FindAll("button").First(b => b.TextContent.Contains(words, StringComparison.Ordinal)).ClickAsync(); // it ends with its dialog
    }

    private static async Task<Id<Application>> AddAsync(TestPortal portal) => (await portal.Get<AddApplication>().RunAsync(new("CRM"), Actors.Admin, Ct)).Value;
}
