using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>Open pages of people whose rights or line changed while they looked at them.</summary>
[Collection("browser")]
public sealed class SessionTests(Browser browser)
{
    [Fact]
    public async Task An_open_page_goes_to_the_sign_in_when_the_role_changes_and_leads_back_afterwards()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.MemberAsync(Role.Administrator);
        var officer = await portal.MemberAsync(Role.PrivacyOfficer);
        var page = await browser.SignedInAsync(portal, Role.PrivacyOfficer);
        await page.GoAsync("/contacts");

        await portal.Get<ChangeRole>().RunAsync(new(officer.Id, new(Role.SalesRepresentative)), Actors.Admin, CancellationToken.None);

        await page.WaitForURLAsync("**/sign-in?back=*", new() { Timeout = 20_000 }); // nobody touched the page
        await page.GetByLabel("Email").FillAsync(officer.Email!);
        await page.GetByLabel("Password").FillAsync(WebPortal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/contacts");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_next_act_of_a_disabled_administrator_changes_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.MemberAsync(Role.Administrator, "other@example.com");
        var gone = await portal.MemberAsync(Role.Administrator);
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync("/team/invite");
        await page.GetByLabel("Email").FillAsync("friend@example.com");
        await page.GetByLabel("Name").FillAsync("A friend");

        await portal.Get<DisableMember>().RunAsync(new(gone.Id), Actors.Admin, CancellationToken.None);
        await page.Locator("main form button[type=submit]").ClickAsync();

        await page.WaitForURLAsync("**/sign-in?back=*");
        var found = (await portal.Get<FindMembers>().RunAsync(new("friend@example.com", 0, 5), Actors.Admin, CancellationToken.None)).Value;
        Assert.Equal(0, found.Count);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_is_still_there_after_the_line_broke()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.AddInitScriptAsync("const Real = WebSocket; window.lines = []; window.WebSocket = class extends Real { constructor(...a) { super(...a); lines.push(this); } };");
        await page.GoAsync("/team/invite");
        await page.GetByLabel("Email").FillAsync("new@example.com");
        await page.GetByLabel("Name").FillAsync("Somebody New");

        await page.EvaluateAsync("() => { window.before = true; lines.forEach(l => l.close(4000, 'lost')); }");
        await page.WaitForFunctionAsync("() => lines.some(l => l.readyState === 1)");
        await page.Locator("#components-reconnect-modal").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Locator("main form button[type=submit]").ClickAsync();

        await Assertions.Expect(page.GetByText("Somebody New is in the team")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.before === true")); // the same page, not a fresh one
        var found = (await portal.Get<FindMembers>().RunAsync(new("new@example.com", 0, 5), Actors.Admin, CancellationToken.None)).Value;
        Assert.Equal("Somebody New", Assert.Single(found.Rows).Name);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_and_always_sees_where_it_is()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Administrator);
        await page.GoAsync("/team");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Team" })).ToBeFocusedAsync(); // a new page is read from its heading on
        await page.GetByText("Skip to content").FocusAsync();
        await Assertions.Expect(page.GetByText("Skip to content")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        for (var n = 0; n < 12; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>(
                "() => { const e = document.activeElement; const s = getComputedStyle(e); return e === document.body || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== 'none'; }"),
                $"Nothing shows that {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 120)")} has the focus.");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Account and display" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }
}
