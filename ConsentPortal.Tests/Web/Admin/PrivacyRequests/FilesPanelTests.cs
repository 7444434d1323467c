using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

/// <summary>The files of a case on its page: added with what they are, refused with the reason, read by who works on it.</summary>
public sealed class FilesPanelTests
{
    [Fact]
    public async Task A_file_is_added_with_what_it_is_and_its_case_is_read_again()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var told = 0;
        var panel = screen.Render<FilesPanel>(p => p.Add(x => x.Id, id).Add(x => x.MayWork, true).Add(x => x.Changed, () => told++));
        await panel.WaitForAssertionAsync(() => Assert.Contains("No file belongs to this request", panel.Markup, StringComparison.Ordinal));

        await panel.Find("#f-fileKind").ChangeAsync(nameof(RequestFileKind.Authority));
        Upload(panel, "I speak for Ann Archer.", "../letter of Ann.txt");

        await panel.WaitForAssertionAsync(() => Assert.Contains("Authority to ask · 1 kB", panel.Find("li.file").TextContent, StringComparison.Ordinal));
        var file = (await scene.Portal.Get<FindRequestFiles>().RunAsync(id, Actors.Officer, RequestScene.Ct)).Value.Single();
        Assert.Equal((RequestFileKind.Authority, "letter of Ann.txt", 1), (file.Kind, file.Name, told));
        Assert.Equal(Urls.RequestFile(id, file.Id), panel.Find("li.file a").GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_no_document_is_refused_beside_the_button_and_nothing_is_kept()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var panel = screen.Render<FilesPanel>(p => p.Add(x => x.Id, id).Add(x => x.MayWork, true));

        Upload(panel, "<script>alert(1)</script>", "scan.pdf");
        await panel.WaitForAssertionAsync(() => Assert.NotEmpty(panel.Find(".add .error").TextContent.Trim()));
        Upload(panel, new string('x', RequestFile.MaxSize + 1), "long.txt");
        await panel.WaitForAssertionAsync(() => Assert.Contains("at most 5 MB", panel.Find(".add .error").TextContent, StringComparison.Ordinal));

        Assert.Empty((await scene.Portal.Get<FindRequestFiles>().RunAsync(id, Actors.Officer, RequestScene.Ct)).Value);
        Upload(panel, "A note", "note.txt");
        await panel.WaitForAssertionAsync(() => Assert.Empty(panel.FindAll(".error")));
    }

    [Fact]
    public async Task Who_only_reads_gets_the_names_without_links_and_a_full_case_takes_no_more()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        foreach (var n in Enumerable.Range(1, RequestFile.MostPerCase))
        {
            NewRequestFile file = new(RequestFileKind.Attachment, $"note-{n}.txt", "A note"u8.ToArray());
            Assert.True((await scene.Portal.Get<AttachRequestFile>().RunAsync(new(id, file), Actors.Officer, RequestScene.Ct)).Ok);
        }

        await using var screen = await Screen.OfAsync(scene.Portal, Role.PrivacyOfficer);
        var reader = screen.Render<FilesPanel>(p => p.Add(x => x.Id, id).Add(x => x.MayWork, false));
        await reader.WaitForAssertionAsync(() => Assert.Equal(RequestFile.MostPerCase, reader.FindAll("li.file").Count));
        var worker = screen.Render<FilesPanel>(p => p.Add(x => x.Id, id).Add(x => x.MayWork, true));
        await worker.WaitForAssertionAsync(() => Assert.Equal(RequestFile.MostPerCase, worker.FindAll("li.file a").Count));

        Assert.Contains("note-1.txt", reader.Markup, StringComparison.Ordinal);
        Assert.Empty(reader.FindAll("a, input"));
        Assert.Empty(worker.FindAll("input[type=file]"));
    }

    private static void Upload(IRenderedComponent<FilesPanel> panel, string text, string name) => panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, name));
}
