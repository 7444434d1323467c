using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Preferences;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Preferences;

public sealed class SubscribeDesignPageTests
{
    [Fact]
    public async Task An_administrator_opens_the_page_and_gets_a_form_without_script_to_paste()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var id = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.Id;
        var page = screen.Render<SubscribeDesignPage>(p => p.Add(x => x.ProfileId, id.Value));
        Assert.Empty(page.FindAll("#snippet"));

        await page.Find("#open").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("#child").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("#f-confirmDays").ChangeAsync(new ChangeEventArgs { Value = "3" });
        await page.Find("#f-reminderDays").ChangeAsync(new ChangeEventArgs { Value = "5" });
        await page.Find("form").SubmitAsync();
        Assert.Equal("true", page.Find("#f-reminderDays").GetAttribute("aria-invalid")); // after the link has lapsed

        await page.Find("#f-reminderDays").ChangeAsync(new ChangeEventArgs { Value = "2" });
        await page.Find("form").SubmitAsync();

        var html = page.WaitForElement("#snippet").GetAttribute("value")!;
        Assert.Contains("/subscribe/default?lang=en\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"email-1-1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("name=\"guardianEmail\"", html, StringComparison.Ordinal);
        await page.Find("#snippet-language").ChangeAsync(new ChangeEventArgs { Value = "ar" });
        page.WaitForAssertion(() => Assert.Contains("/subscribe/default?lang=ar\" accept-charset=\"utf-8\" lang=\"ar\" dir=\"rtl\"", page.Find("#snippet").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Contains(ReaderTexts.In("ar", "If you are a child"), page.Find("iframe").GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.Equal("", page.Find("iframe").GetAttribute("sandbox"));
        var saved = (await portal.Get<ReadSubscribeDesign>().RunAsync(id, Actors.Admin, default)).Value;
        Assert.Equal((true, true, 16, 3, 2), (saved.Design.Open, saved.Design.AsksChild, saved.Design.ChildAge, saved.Design.ConfirmDays, saved.Design.ReminderDays));
        Assert.True(page.Find("#sms").HasAttribute("disabled")); // no text messages are set up
    }

    [Fact]
    public async Task The_second_of_two_keeps_what_they_entered_and_is_told()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var id = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.Id;
        var page = screen.Render<SubscribeDesignPage>(p => p.Add(x => x.ProfileId, id.Value));
        await page.Find("#first-name").ChangeAsync(new ChangeEventArgs { Value = true });
        await portal.Get<DesignSubscribePage>().RunAsync(new(id, 0, new() { ConfirmDays = 9 }), Actors.Admin, default);

        await page.Find("form").SubmitAsync();

        Assert.Contains("Somebody saved while you were editing", page.Markup, StringComparison.Ordinal);
        Assert.True(page.Find("#first-name").HasAttribute("checked"));
        Assert.False((await portal.Get<ReadSubscribeDesign>().RunAsync(id, Actors.Admin, default)).Value.Design.AsksFirstName);
    }

    [Fact]
    public async Task Who_may_only_read_changes_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var id = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!.Id;

        var page = screen.Render<SubscribeDesignPage>(p => p.Add(x => x.ProfileId, id.Value));

        Assert.Empty(page.FindAll("button[type=submit]"));
        Assert.True(page.Find("#open").HasAttribute("disabled"));
        Assert.Equal(ConsentPortal.Core.Kernel.Refusal.Forbidden, (await portal.Get<DesignSubscribePage>().RunAsync(new(id, 0, new()), Actors.Officer, default)).Problem!.Refusal);
    }
}
