using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>An officer's morning: an agent's request with its paper, a clock that stands still, a refusal, and a queue that is worked by keys.</summary>
[Collection("browser")]
public sealed class OfficerWorksTheQueueTests(Browser browser, RightsScenes scenes) : IClassFixture<RightsScenes>
{
    [Theory, OnEveryDatabase]
    public async Task An_agent_sends_their_authority_and_is_refused_with_the_way_to_complain(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        const string Paula = "paula@example.com", Why = "The letter names somebody else.";
        await scene.CustomerAsync(Paula, "Paula", "Principal");
        var agent = await scene.AskAsync(browser, "Have your data deleted", Paula, "Principal", async page =>
        {
            await page.GetByLabel("I ask for somebody who gave me authority").CheckAsync();
            await page.GetByLabel("Your own name").FillAsync("Adam Agent");
            await page.GetByLabel("Document that shows that you may ask").SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "I let Adam ask."u8.ToArray() });
        }, RightsScene.Europe);

        var officer = await scene.OpenCaseAsync(browser, RequestKind.Forget);
        await officer.GetByText("Adam Agent").First.WaitForAsync();
        var paper = await officer.RunAndWaitForDownloadAsync(() => officer.GetByRole(AriaRole.Link, new() { Name = "letter.txt" }).ClickAsync());
        Assert.Equal("I let Adam ask.", await File.ReadAllTextAsync(await paper.PathAsync()));

        await WithNoteAsync(officer, "Pause the clock", "What do you wait for?", "The authority of the agent");
        Assert.NotNull((await scene.CaseAsync(RequestKind.Forget)).PausedSince);
        await RightsScene.Button(officer, "Let the clock go on").ClickAsync();
        await RightsScene.Button(officer, "Pause the clock").WaitForAsync();

        await RightsScene.Button(officer, "Refuse").ClickAsync();
        await officer.GetByLabel("Why not?").SelectOptionAsync("no_authority");
        await officer.GetByLabel("What was done, or why not").FillAsync(Why);
        await RightsScene.Button(officer, "Refuse").ClickAsync();

        var answer = (await scene.MailAsync("request_forget_refused", Paula)).Text;
        Assert.Contains(Why, answer, StringComparison.Ordinal);
        Assert.Contains("complaint with a data protection authority", answer, StringComparison.Ordinal);
        await agent.GotoAsync(Recipients.LinkIn(answer));
        await agent.GetByText("We have refused it. The reasons are in our email.").WaitForAsync();
    }

    [Theory, OnEveryDatabase]
    public async Task Requests_are_ticked_given_away_taken_and_opened_without_a_mouse(DatabaseProvider provider)
    {
        var scene = await scenes.OnAsync(provider);
        var numbers = await OpenThreeAsync(scene);
        var officer = await scene.OfficerAsync(browser);
        await officer.GoAsync("/requests?pile=open&kind=get");
        await officer.GetByRole(AriaRole.Link, new() { Name = numbers[0] }).FocusAsync();

        await PressAsync(officer, "x", Tick(officer, numbers[0]));
        await RightsScene.ShotAsync(officer, "privacy-queue");
        await officer.Keyboard.PressAsync("j");
        await Assertions.Expect(officer.GetByRole(AriaRole.Link, new() { Name = numbers[1] })).ToBeFocusedAsync();
        await PressAsync(officer, "x", Tick(officer, numbers[1]));
        await officer.GetByLabel("Give 2 ticked requests to").FocusAsync();
        await officer.Keyboard.TypeAsync(await MemberAsync(scene));
        await officer.Keyboard.PressAsync("Tab");
        await officer.Keyboard.PressAsync("Enter");
        await Assertions.Expect(officer.GetByLabel("Give 2 ticked requests to")).ToHaveCountAsync(0);
        Assert.Equal(2, await GivenAsync(scene));

        await officer.GetByRole(AriaRole.Link, new() { Name = numbers[0] }).FocusAsync();
        await officer.Keyboard.PressAsync("ArrowDown");
        await officer.Keyboard.PressAsync("j");
        await officer.Keyboard.PressAsync("k");
        await officer.Keyboard.PressAsync("j");
        await officer.Keyboard.PressAsync("a");
        await Assertions.Expect(officer.GetByText("Assigned to you")).ToBeVisibleAsync();
        Assert.Equal(3, await GivenAsync(scene));
        await officer.Keyboard.PressAsync("Enter");
        await RightsScene.Heading(officer, $"Request {numbers[2]}").WaitForAsync();
    }

    private static ILocator Tick(IPage page, string number) => page.GetByLabel($"Tick request {number}");

    private static async Task PressAsync(IPage page, string key, ILocator ticked)
    {
        await page.Keyboard.PressAsync(key);
        await Assertions.Expect(ticked).ToBeCheckedAsync();
    }

    private static async Task WithNoteAsync(IPage page, string step, string label, string note)
    {
        await RightsScene.Button(page, step).ClickAsync();
        await page.GetByLabel(label).FillAsync(note);
        await RightsScene.Button(page, step).ClickAsync();
        await RightsScene.Button(page, "Cancel").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    // the most urgent first, as the queue shows them
    private static async Task<List<string>> OpenThreeAsync(RightsScene scene)
    {
        for (var n = 0; n < 3; n++)
        {
            var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new(RightsScene.Europe, RequestKind.Get, RequestIntake.Phone, new() { Email = $"caller{n}@example.com", LastName = "Caller" }, ReceivedAt: DateTimeOffset.UtcNow.AddDays(n - 9)), Actors.Admin, CancellationToken.None);
            Assert.True(opened.Ok, opened.Problem?.Message);
        }

        await using var db = scene.Portal.NewDb();
        return await db.Set<PrivacyRequest>().Where(r => r.Kind == RequestKind.Get).OrderBy(r => r.DueOn).Select(r => r.Number).ToListAsync();
    }

    private static async Task<string> MemberAsync(RightsScene scene)
    {
        await using var db = scene.Portal.NewDb();
        return (await db.Users.AsNoTracking().FirstAsync(u => u.Role == ConsentPortal.Core.Team.Role.PrivacyOfficer)).DisplayName;
    }

    private static async Task<int> GivenAsync(RightsScene scene)
    {
        await using var db = scene.Portal.NewDb();
        return await db.Set<PrivacyRequest>().CountAsync(r => r.Kind == RequestKind.Get && r.AssigneeId != 0);
    }
}
