using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

[Collection("browser")]
public sealed class AnAdminChangesAModelTests(Browser browser)
{
    [Fact]
    public async Task The_next_decision_follows_the_model_and_the_trail_says_who_changed_it()
    {
        await using var portal = await WebPortal.StartAsync();
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await ReasonAsync(portal));
        var page = await browser.SignedInAsync(portal, Role.Administrator);

        await page.GetByRole(AriaRole.Link, new() { Name = "Compliance profiles" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Default", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Commercial communication, Email" }).SelectOptionAsync("Restrictive");
        await Assertions.Expect(page.GetByText("only those who opted in will get emails")).ToBeVisibleAsync();
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await ReasonAsync(portal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save models" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Models saved")).ToBeVisibleAsync();

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await ReasonAsync(portal));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Enforcement models changed" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit trail" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Enforcement models changed" });
        await Assertions.Expect(row).ToContainTextAsync("Administrator Tester");
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("commercial, Email");
        await Assertions.Expect(row).ToContainTextAsync("Non-restrictive");
    }

    [Fact]
    public async Task Two_who_edit_the_same_profile_lose_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        var id = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.Id;
        var (ada, olga) = (await browser.SignedInAsync(portal, Role.Administrator), await browser.SignedInAsync(portal, Role.Administrator));
        foreach (var page in new[] { ada, olga })
        {
            await page.GoAsync($"/profiles/{id}");
            await page.GetByLabel("Company").FillAsync(page == ada ? "Ada Ltd" : "Olga Ltd");
        }

        await ada.GetByLabel("Postal address").FillAsync("1 Ada Street");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).ClickAsync();
        await Assertions.Expect(ada.GetByText("Profile saved")).ToBeVisibleAsync();
        await olga.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).ClickAsync();

        await Assertions.Expect(olga.GetByRole(AriaRole.Alert)).ToContainTextAsync("saved while you were editing");
        await Assertions.Expect(olga.GetByLabel("Company")).ToHaveValueAsync("Olga Ltd");
        await Assertions.Expect(olga.GetByLabel("Postal address")).ToHaveValueAsync("1 Ada Street");
        await olga.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).ClickAsync();
        await Assertions.Expect(olga.GetByText("Profile saved")).ToBeVisibleAsync();
        var profile = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile(id)!;
        Assert.Equal(("Olga Ltd", "1 Ada Street"), (profile.CompanyName, profile.PostalAddress));
    }

    [Fact]
    public async Task A_button_pressed_straight_from_a_field_is_pressed_although_the_page_moves_under_the_pointer()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync($"/profiles/{(await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.Id}");
        await page.GetByLabel("Company").FillAsync("Ada Ltd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).HoverAsync();
        await page.Mouse.DownAsync(); // only now is the server told what was typed, and asks for the reason above the button
        await Assertions.Expect(page.GetByLabel("Why?")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.GetByText("Profile saved")).ToBeVisibleAsync();
        await page.GetByLabel("Company").FillAsync("Olga Ltd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save profile" }).HoverAsync();
        await page.Mouse.DownAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).HoverAsync(); // who goes elsewhere before letting go means no
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Discard changes" })).ToBeVisibleAsync();
        Assert.Equal("Ada Ltd", (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.CompanyName);
    }

    [Fact]
    public async Task A_new_profile_with_a_purpose_and_topics_is_made_by_keyboard_and_pointer_and_leaving_unsaved_work_is_asked()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync("/profiles/new");
        await page.GetByLabel("GDPR and ePrivacy").CheckAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Größe & Co");
        await Assertions.Expect(page.GetByLabel("Code")).ToHaveValueAsync("groesse-co");
        await page.GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create profile" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Größe & Co");

        await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = "Commercial communication" }).ClickAsync();
        foreach (var topic in new[] { "Events", "Prices" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Add topic" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").First.FillAsync(topic);
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add topic" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Move Prices up" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".order li").First).ToContainTextAsync("Prices");
        await Assertions.Expect(page.GetByText("Prices is now number 1.")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Shown: Events" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Events is hidden on the preference center")).ToBeAttachedAsync();
        var topics = (await portal.Get<Rulebooks>().FreshAsync(default)).Purpose("groesse-co-commercial")!.Topics;
        Assert.Equal([("prices", true), ("events", false)], topics.Select(t => (t.Code, t.Visible)));
    }

    [Fact]
    public async Task A_preview_names_who_stops_and_lists_them_and_saving_does_just_that()
    {
        await using var portal = await WebPortal.StartAsync();
        var issued = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, Channel.Email, null, ["ann@example.com", "=ben@example.com"]), Actors.Crm, default);
        Assert.Equal(2, issued.Value.Tokens.Count);
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync($"/profiles/{(await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.Id}");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Commercial communication, Email" }).SelectOptionAsync("Restrictive");

        var effect = page.GetByRole(AriaRole.Region, new() { Name = "Who is affected" });
        await Assertions.Expect(effect).ToContainTextAsync("no longer get something they get now: 2.");
        var list = await page.RunAndWaitForDownloadAsync(() => effect.GetByRole(AriaRole.Link, new() { Name = "Download the whole list" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await list.PathAsync());
        Assert.Equal(7, lines.Length); // a head, and the purpose and two topics of each
        Assert.Contains(lines, l => l.Contains(",ann@example.com,email,default,commercial,newsletter,send,allowed_not_opted_out,do_not_send,topic_not_opted_in", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(",'=ben@example.com,", StringComparison.Ordinal)); // no formula for a spreadsheet
        await page.GetByRole(AriaRole.Button, new() { Name = "Save models" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Models saved")).ToBeVisibleAsync();

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await ReasonAsync(portal));
    }

    private static async Task<ReasonCode> ReasonAsync(WebPortal portal)
    {
        var outcome = await portal.Get<CheckConsent>().RunAsync(new(new("default", "commercial", null, Channel.Email), [new("ann@example.com")]), Actors.Crm, default);
        return outcome.Value.Items[0].Decision.Message.Reason;
    }
}
