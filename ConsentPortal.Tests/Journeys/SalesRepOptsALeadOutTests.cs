using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

[Collection("browser")]
public sealed class SalesRepOptsALeadOutTests(Browser browser)
{
    [Fact]
    public async Task A_representative_finds_a_lead_opts_it_out_with_a_reason_and_the_API_says_no()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        var page = await browser.SignedInAsync(portal, Role.SalesRepresentative);
        await AddLeadAsync(page);
        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("lena.lead@example.com"));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("ena le");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Lena Lead" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change Commercial communication" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Opt out", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Say what happened")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByLabel("Reason")).ToBeFocusedAsync();
        await dialog.GetByLabel("Reason").SelectOptionAsync("Too many messages");
        await dialog.GetByLabel("What happened?").FillAsync("Told me at the fair that it is too much.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Opt out", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-card=email]")).ToContainTextAsync("Service only");
        await Assertions.Expect(page.Locator("#history li").First).ToContainTextAsync("Told me at the fair");
        Assert.Equal("purpose_opted_out", await crm.ReasonAsync("lena.lead@example.com"));
    }

    [Fact]
    public async Task An_address_changes_and_takes_its_opt_out_along()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        var page = await browser.SignedInAsync(portal, Role.SalesRepresentative);
        await AddLeadAsync(page);
        await crm.SaysAsync("lena.lead@example.com", "optedOut");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Overview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change lena.lead@example.com" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("New address instead of").FillAsync("lena.new@example.com");
        await dialog.GetByLabel("It moves, because the person said so").CheckAsync();
        await Assertions.Expect(dialog.GetByText("opt-outs: 1")).ToBeVisibleAsync();
        await dialog.GetByLabel("What happened?").FillAsync("Called with the new address.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change address" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "lena.new@example.com" })).ToBeVisibleAsync();
        Assert.Equal("purpose_opted_out", await crm.ReasonAsync("lena.new@example.com"));
    }

    [Theory, InlineData(1280, ColorScheme.Light), InlineData(390, ColorScheme.Dark)]
    public async Task The_communication_tab_and_every_dialog_about_people_is_accessible_fits_and_gives_the_focus_back(int width, ColorScheme scheme)
    {
        await using var portal = await WebPortal.StartAsync();
        var (person, account, bare) = await SceneAsync(portal);
        var page = await browser.SignedInAsync(portal, Role.Administrator, width, scheme);

        async Task LooksRightAsync(string path, string waitFor)
        {
            await page.GoAsync(path);
            await page.Locator(waitFor).First.WaitForAsync();
            await page.AssertAccessibleAsync($"{path} {width} {scheme}");
            Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{path} scrolls sideways");
            Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.empty')].every(e => e.getBoundingClientRect().right <= innerWidth)"), $"{path}: what it says of nothing found is cut off");
        }

        async Task DialogLooksRightAsync(string button)
        {
            var opener = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First;
            await opener.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.Locator("form").WaitForAsync();
            await page.WaitForFunctionAsync("() => document.querySelector('[role=dialog]')?.contains(document.activeElement)"); // it has noted who opened it
            // axe cannot tell what lies behind text of two lines over a page of many parts: only the dialog is left to see
            await page.EvaluateAsync("() => { document.querySelector('.shell').style.visibility = 'hidden'; document.querySelector('[role=dialog]').style.visibility = 'visible'; }");
            await page.AssertAccessibleAsync($"{button} {width} {scheme}");
            await page.EvaluateAsync("() => { document.querySelector('.shell').style.visibility = ''; }");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).FocusAsync();
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
            await Assertions.Expect(opener).ToBeFocusedAsync();
        }

        await LooksRightAsync("/contacts?q=bare@ex", ".empty");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the addresses without a person" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "bare@example.com" })).ToBeVisibleAsync();
        await LooksRightAsync($"/contacts/{person}/edit", "main form");
        await LooksRightAsync($"/accounts/{account}", "main form");
        await LooksRightAsync($"/contacts/points/{bare}", "table.consent");
        await LooksRightAsync($"/contacts/{person}/communication", "table.consent");
        await DialogLooksRightAsync("Change Commercial communication");
        await DialogLooksRightAsync("Suppress");
        await LooksRightAsync($"/contacts/{person}", ".facts");
        await DialogLooksRightAsync("Add");
        await DialogLooksRightAsync("Change ann@example.com");
    }

    private static async Task AddLeadAsync(IPage page)
    {
        await page.GoAsync("/contacts/new");
        await page.GetByLabel("First name").FillAsync("Lena");
        await page.GetByLabel("Last name").FillAsync("Lead");
        await page.GetByLabel("Email address").FillAsync("lena.lead@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add contact" }).ClickAsync();
        await page.Locator("table.consent").WaitForAsync();
    }

    private static async Task<(Id<Contact> Person, Id<Account> Account, Id<ContactPoint> Bare)> SceneAsync(WebPortal portal)
    {
        var account = (await portal.Get<AddAccount>().RunAsync(new(new("Example & Sons with a rather long name that wraps", "Hamburg", "DE")), Actors.Admin, default)).Value;
        ContactFields fields = new() { FirstName = "Annabelle-Charlotte", LastName = "Featherstonehaugh-Cholmondeley", AccountId = account, DoNotTrack = true };
        var person = (await portal.Get<AddContact>().RunAsync(new(fields, [new(Channel.Email, "ann@example.com"), new(Channel.Sms, "+491712345678"), new(Channel.Voice, "+491712345678")]), Actors.Admin, default)).Value;
        await portal.Get<AddContact>().RunAsync(new(new() { LastName = "Shared" }, [new(Channel.Email, "ann@example.com")]), Actors.Admin, default);
        ConsentStatement said = new() { Channel = Channel.Email, Address = "ann@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedOut, Evidence = new() { Wording = "No thanks", Justification = "Because." } };
        await portal.Get<RecordConsent>().RunAsync(new([said, said with { Topic = "newsletter", Status = ConsentStatus.OptedIn }, said with { Address = "bare@example.com" }]), Actors.Crm, default);
        var point = (await portal.Get<ReadContact>().RunAsync(person, Actors.Admin, default)).Value.Points[0].Id;
        await portal.Get<AddSuppression>().RunAsync(new(SuppressionTarget.Of(point), SuppressionScope.Marketing, null, SuppressionReason.Objection, "By letter."), Actors.Admin, default);
        var bare = (await portal.Get<FindContactPoints>().RunAsync(new(null), Actors.Admin, default)).Value.Rows[0].Id;
        return (person, account, bare);
    }
}
