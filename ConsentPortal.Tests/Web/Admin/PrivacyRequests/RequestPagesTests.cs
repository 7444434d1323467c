using AngleSharp.Dom;
using Bunit;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

public sealed class RequestPagesTests
{
    [Fact]
    public async Task A_call_is_taken_down_and_leads_to_its_case()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<NewRequestPage>();

        await page.Find("#f-kind").ChangeAsync(nameof(RequestKind.Forget));
        await page.Find("#f-profile").ChangeAsync("europe");
        await page.Find("#f-email").ChangeAsync("ann@example.com");
        await page.Find("#f-notes").ChangeAsync("Delete me, please");
        await page.Find("form").SubmitAsync();

        var nav = screen.Services.GetRequiredService<NavigationManager>();
        await page.WaitForAssertionAsync(() => Assert.Matches("/requests/[0-9]+$", nav.Uri));
        var read = await scene.ReadAsync(new(long.Parse(nav.Uri.Split('/')[^1], null)));
        Assert.Equal((RequestKind.Forget, RequestIntake.Phone, "Delete me, please"), (read.Request.Kind, read.Request.Intake, read.Submission!.Notes));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<NewRequestPage>();

        await page.Find("#f-lastName").ChangeAsync("Archer");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("email address or the phone number", page.Find("#f-email-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("Archer", page.Find("#f-lastName").GetAttribute("value"));
    }

    [Fact]
    public async Task The_next_step_is_one_button_and_what_it_needs_is_asked_for()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<RequestPage>(p => p.Add(x => x.Id, id.Value));

        await NextAsync(page, "I told them");
        await page.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("Identity is shown", page.Find("button.primary").TextContent, StringComparison.Ordinal));
        await NextAsync(page, "Identity is shown");
        await page.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("Say by what", page.Find("#f-note-error").TextContent, StringComparison.Ordinal));
        await page.Find("#f-note").ChangeAsync("Called back on the number on file");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Called back on the number on file", page.Find("ol.timeline").TextContent, StringComparison.Ordinal));
        Assert.Equal(RequestState.Verified, (await scene.ReadAsync(id)).Request.State);
    }

    [Fact]
    public async Task Who_has_the_address_is_offered_and_linked()
    {
        await using var scene = await RequestScene.StartAsync();
        var contact = (await scene.Portal.Get<AddContact>().RunAsync(new(new() { FirstName = "Ann", LastName = "Archer" }, [new(ConsentPortal.Core.Kernel.Channel.Email, "ann@example.com")]), Actors.Admin, default)).Value;
        var id = (await scene.OpenAsync()).Id;
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<RequestPage>(p => p.Add(x => x.Id, id.Value));

        await page.WaitForElement("ul.plain button").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("Linked", page.Find("ul.plain").TextContent, StringComparison.Ordinal));
        Assert.Equal(contact, (await scene.ReadAsync(id)).Request.ContactId);
    }

    [Fact]
    public async Task The_queue_says_how_many_days_are_left_in_words()
    {
        await using var scene = await RequestScene.StartAsync();
        var first = await scene.OpenAsync();
        scene.Now(scene.Portal.Clock.GetUtcNow().AddDays(60));
        await scene.OpenAsync(email: "bob@example.com");
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);

        var page = screen.Render<RequestsPage>();

        await page.WaitForAssertionAsync(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Contains(first.Number, page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("days late", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("days left", page.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_was_there_first_the_page_says_so_and_shows_what_can_be_done_now()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var page = screen.Render<RequestPage>(p => p.Add(x => x.Id, id.Value));
        await NextAsync(page, "I told them");
        await scene.MoveAsync(id, RequestState.Acknowledged);

        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Identity is shown", page.Find("button.primary").TextContent, StringComparison.Ordinal));
        Assert.Contains("does not follow", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#f-note"));
    }

    private static async Task NextAsync(IRenderedComponent<RequestPage> page, string label)
        => await (await page.WaitForElementsAsync("button.primary"))[0].ClickIfAsync(label);
}

file static class Buttons
{
    public static async Task ClickIfAsync(this IElement button, string label)
    {
        Assert.Contains(label, button.TextContent, StringComparison.Ordinal);
        await button.ClickAsync(new());
    }
}
