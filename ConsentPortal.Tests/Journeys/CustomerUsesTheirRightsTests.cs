using System.IO.Compression;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>From the public form to the answer, one kind of request each: the customer on a phone without script, the officer at a desk.</summary>
[Collection("browser")]
public sealed class CustomerUsesTheirRightsTests(Browser browser, RightsScenes scenes) : IClassFixture<RightsScenes>
{
    [Theory, OnEveryDatabase]
    public async Task A_customer_asks_for_their_data_and_takes_it_home_behind_a_fresh_code(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        const string Gina = "gina@example.com";
        await scene.CustomerAsync(Gina, "Gina", "Getter");
        var customer = await scene.AskAsync(browser, "Get a copy of your data", Gina, "Getter", p => RightsScene.ShotAsync(p, "privacy-request"), RightsScene.Europe);
        await scene.ShowWhoAsync(customer, RequestKind.Get, Gina);

        var officer = await scene.OpenCaseAsync(browser, RequestKind.Get);
        await RightsScene.ShotAsync(officer, "privacy-case");
        await RightsScene.Button(officer, "Build the copy").ClickAsync();
        await officer.GetByRole(AriaRole.Link, new() { Name = "Look it through" }).ClickAsync();
        await RightsScene.Button(officer, "Release the copy").ClickAsync();
        await officer.GetByText("The person can fetch it").WaitForAsync();
        await RightsScene.StepAsync(officer, "Answered in full");

        await customer.GotoAsync(Recipients.LinkIn((await scene.MailAsync("request_get_done", Gina)).Text));
        await customer.GetByText("It is done. You have our answer by email.").WaitForAsync();
        await customer.GetByRole(AriaRole.Link, new() { Name = "A copy of your data" }).ClickAsync();
        await RightsScene.Button(customer, "Send me a code").ClickAsync();
        await customer.GetByLabel("Code", new() { Exact = true }).FillAsync(await scene.CodeAsync(Gina, 2));
        await RightsScene.ShotAsync(customer, "privacy-data");
        var download = await customer.RunAndWaitForDownloadAsync(() => RightsScene.Button(customer, "Download the copy").ClickAsync());

        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync());
        using StreamReader data = new(await zip.Entries.Single(e => e.FullName.EndsWith("data.json", StringComparison.Ordinal)).OpenAsync());
        Assert.Contains(Gina, await data.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_is_forgotten_once_a_second_person_approves(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        const string Fred = "fred@example.com";
        var id = await scene.CustomerAsync(Fred, "Fred", "Forgotten");
        var customer = await scene.AskAsync(browser, "Have your data deleted", Fred, "Forgotten", profile: RightsScene.Europe);
        await scene.ShowWhoAsync(customer, RequestKind.Forget, Fred);

        var officer = await scene.OpenCaseAsync(browser, RequestKind.Forget);
        await RightsScene.StepAsync(officer, "Start the work");
        await RightsScene.Button(officer, "Put the erasure up for review").ClickAsync();
        await officer.GetByText("You put it up for review. Somebody else approves it.").WaitForAsync();
        Assert.Equal(0, await RightsScene.Button(officer, "Approve and erase").CountAsync());
        await RightsScene.ShotAsync(officer, "privacy-erasure");

        var second = await scene.SecondAsync(browser);
        await second.GoAsync(new Uri(officer.Url).AbsolutePath);
        await RightsScene.Button(second, "Approve and erase").ClickAsync();
        await second.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve and erase", Exact = true }).ClickAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "Open the certificate" }).WaitForAsync();

        await customer.ReloadAsync();
        await customer.GetByText("It is done. You have our answer by email.").WaitForAsync();
        await using var db = scene.Portal.NewDb();
        var request = await scene.CaseAsync(RequestKind.Forget);
        Assert.True(await db.Set<RequestMail>().AnyAsync(m => m.RequestId == request.Id && m.Kind == RequestMailKind.Answer && m.Queued)); // the mail itself went the way of the address
        Assert.False(await db.Set<Contact>().AnyAsync(c => c.Id == id));
        Assert.Equal(ReasonCode.Suppressed, await scene.Portal.ReasonAsync(Fred));
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_corrects_their_data_and_reads_what_was_not_changed_and_why(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        const string Una = "una@example.com";
        var id = await scene.CustomerAsync(Una, "Una", "Updater");
        var customer = await scene.AskAsync(browser, "Have your data corrected", Una, "Updater", async page =>
        {
            await page.Locator("[name='new.lastName']").FillAsync("Bowman");
            await page.Locator("[name='new.jobTitle']").FillAsync("Head of the office");
            await page.GetByLabel("Language of our messages").SelectOptionAsync("Deutsch");
            await page.Locator("[name='new.phone']").FillAsync("+49 30 1234567");
        });
        await scene.ShowWhoAsync(customer, RequestKind.Update, Una);

        var officer = await scene.OpenCaseAsync(browser, RequestKind.Update);
        await RightsScene.StepAsync(officer, "Start the work");
        await Assertions.Expect(officer.GetByRole(AriaRole.Table, new() { Name = "Proposed changes" }).GetByText("Applied at once")).ToHaveCountAsync(2);
        await RightsScene.Button(officer, "Accept Job title").ClickAsync();
        await Assertions.Expect(RightsScene.Button(officer, "Accept Job title")).ToHaveCountAsync(0);
        await RightsScene.Button(officer, "Reject Phone").ClickAsync();
        await officer.GetByLabel("Why not? The person is told.").FillAsync("Nobody answers under this number.");
        await RightsScene.Button(officer, "Reject").ClickAsync();
        await RightsScene.Button(officer, "Answer with this list").ClickAsync();

        var answer = await scene.MailAsync("request_update_partly", Una);
        Assert.Contains("Nobody answers under this number.", answer.Text, StringComparison.Ordinal);
        await customer.GotoAsync(Recipients.LinkIn(answer.Text));
        await customer.GetByText("It is done in part. You have our answer by email.").WaitForAsync();
        await using var db = scene.Portal.NewDb();
        var now = await db.Set<Contact>().AsNoTracking().FirstAsync(c => c.Id == id);
        Assert.Equal(("Bowman", "Head of the office", "de"), (now.LastName, now.JobTitle, now.Language));
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_objects_and_marketing_stops_before_anybody_asks_who_they_are(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        const string Olaf = "olaf@example.com";
        await scene.CustomerAsync(Olaf, "Olaf", "Objector");
        var customer = await scene.AskAsync(browser, "Object to marketing", Olaf, "Objector", p => p.Locator("#notes").FillAsync("And no calls either, please."));
        await customer.GotoAsync(Recipients.LinkIn((await scene.MailAsync("request_ack_object", Olaf)).Text));
        Assert.Equal(0, await RightsScene.Button(customer, "Send me a code").CountAsync());

        var officer = await scene.OpenCaseAsync(browser, RequestKind.Object);
        await officer.GetByRole(AriaRole.Table, new() { Name = "What was stopped" }).WaitForAsync();
        Assert.Equal(ReasonCode.Suppressed, await scene.Portal.ReasonAsync(Olaf));
        await RightsScene.StepAsync(officer, "Answered in full");

        await customer.GotoAsync(Recipients.LinkIn((await scene.MailAsync("request_object_done", Olaf)).Text));
        await customer.GetByText("It is done. You have our answer by email.").WaitForAsync();
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_has_the_use_of_their_data_restricted(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        const string Rita = "rita@example.com";
        await scene.CustomerAsync(Rita, "Rita", "Restricted");
        var customer = await scene.AskAsync(browser, "Restrict the use of your data", Rita, "Restricted");
        await scene.ShowWhoAsync(customer, RequestKind.Restrict, Rita);

        var officer = await scene.OpenCaseAsync(browser, RequestKind.Restrict);
        await RightsScene.Button(officer, "Restrict the data now").ClickAsync();
        await RightsScene.Heading(officer, "Lift the restriction").WaitForAsync();
        Assert.Equal(ReasonCode.Restricted, await scene.Portal.ReasonAsync(Rita));
        await RightsScene.StepAsync(officer, "Answered in full");

        await customer.GotoAsync(Recipients.LinkIn((await scene.MailAsync("request_restrict_done", Rita)).Text));
        await customer.GetByText("It is done. You have our answer by email.").WaitForAsync();
    }
}
