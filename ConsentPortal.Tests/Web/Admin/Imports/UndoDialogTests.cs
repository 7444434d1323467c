using Bunit;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Imports;

namespace ConsentPortal.Tests.Web.Admin.Imports;

/// <summary>The question before an import is taken back, and what its page says then.</summary>
public sealed class UndoDialogTests
{
    [Fact]
    public async Task It_counts_warns_of_noes_that_become_yeses_asks_why_and_undoes()
    {
        await using var portal = await TestPortal.StartAsync();
        var job = await portal.ImportAsync("email,status\nann@example.com,yes\nbob@example.com,no\n");
        await using var screen = await Screen.OfAsync(portal);
        var dialog = screen.Render<UndoDialog>(p => p.Add(d => d.Id, job.Id));
        dialog.WaitForAssertion(() => Assert.Equal(2, dialog.FindAll("tbody tr").Count), TimeSpan.FromSeconds(20));
        Assert.Contains("Addresses that may be written to again: 1", dialog.Markup, StringComparison.Ordinal);
        Assert.Contains("ann@example.com", dialog.Markup, StringComparison.Ordinal); // an administrator reads contacts

        dialog.Find("form").Submit();
        dialog.WaitForAssertion(() => Assert.Contains("Say why", dialog.Find("#f-reason-error").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        dialog.Find("input[type=checkbox]").Change(true);
        dialog.WaitForAssertion(() => Assert.DoesNotContain("may be written to again", dialog.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        dialog.WaitForAssertion(() => Assert.False(dialog.Find("button[type=submit]").HasAttribute("disabled")), TimeSpan.FromSeconds(20));
        dialog.Find("textarea").Change("wrong file");
        dialog.Find("form").Submit();

        await WaitForUndoAsync(portal, job.Id);
        await portal.Get<RunUndo>().RunAsync(new(job.Id), Actor.System, CancellationToken.None);
        var undone = await portal.ReadAsync(job.Id);
        var page = screen.Render<LoadStep>(p => p.Add(s => s.Import, undone));
        Assert.Contains("This import was undone by", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Undo this import", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["Opt-ins taken back", "Opt-outs that stayed: others said no too, or they are kept"], page.FindComponent<UndoPanel>().FindAll("dt").Select(d => d.TextContent));
    }

    [Fact]
    public async Task A_file_of_people_stands_at_its_check_while_it_shows_what_it_would_do()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await portal.Get<UploadImport>().RunAsync(new("people.csv", new MemoryStream("firstName,lastName,email\nAnn,Archer,ann@example.com\n"u8.ToArray()), ImportKind.Contacts), Actors.Analyst, CancellationToken.None);
        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<ImportPage>(p => p.Add(i => i.Id, id.Value.Value));
        page.WaitForAssertion(() => Assert.Equal("2Columns", Step(page)), TimeSpan.FromSeconds(20));

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("What it would do", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal("3Check", Step(page));

        page.FindAll("input[type=radio]")[2].Change(true);
        Assert.Equal("2Columns", Step(page));
    }

    private static string Step(IRenderedComponent<ImportPage> page) => page.Find("li[aria-current=step]").TextContent.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    [Fact]
    public async Task An_export_that_is_known_is_named_and_asks_what_its_rows_say()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.Administrator);
        var id = await portal.UploadAsync("Email Address,First Name,MEMBER_RATING,OPTIN_TIME,LEID,EUID\nann@example.com,Ann,2,2024-05-02 10:00:00,17,ab12\n", "export.csv");
        var import = await portal.ReadAsync(id);
        var draft = ImportDraft.Of(import.Options);

        var page = screen.Render<ColumnsStep>(p => p.Add(c => c.Import, import).Add(c => c.Draft, draft));
        Assert.Contains("This looks like a Mailchimp export of subscribed contacts", page.Markup, StringComparison.Ordinal);
        page.Find("#f-fileStatus").Change("OptedIn");
        page.Find("#f-zone").Change("Europe/Berlin");

        Assert.Equal((StatusMeaning.OptedIn, "Europe/Berlin"), (draft.Options.FileStatus, draft.Options.Zone));
    }

    private static async Task WaitForUndoAsync(TestPortal portal, Id<ImportJob> job)
    {
        for (var n = 0; n < 200 && (await portal.ReadAsync(job)).Undo is null; n++)
        {
            await Task.Delay(50);
        }

        Assert.NotNull((await portal.ReadAsync(job)).Undo);
    }
}
