using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Shows the files of a case and takes further ones in. The verb looks at what they really are.</summary>
public sealed partial class FilesPanel(FindRequestFiles find, AttachRequestFile attach)
{
    private IReadOnlyList<FindRequestFiles.Row> rows = [];
    private RequestFileKind kind = RequestFileKind.Attachment;
    private Problem? refused;
    private bool busy;

    [Parameter, EditorRequired] public Id<PrivacyRequest> Id { get; set; }

    [Parameter] public bool MayWork { get; set; }

    /// <summary>A file was added: the timeline has a new line.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var found = await find.RunAsync(Id, await Current.GetAsync(), CancellationToken.None);
        rows = found.Ok ? found.Value : [];
    }

    private async Task AttachAsync(InputFileChangeEventArgs chosen)
    {
        refused = RequestFileCheck.TooLarge(chosen.File.Size);
        if (refused is not null || busy)
        {
            return;
        }

        busy = true;
        try
        {
            using MemoryStream content = new();
            await using var stream = chosen.File.OpenReadStream(RequestFile.MaxSize);
            await stream.CopyToAsync(content);
            refused = (await attach.RunAsync(new(Id, new(kind, chosen.File.Name, content.ToArray())), await Current.GetAsync(), CancellationToken.None)).Problem;
        }
        catch (IOException)
        {
            refused = Problem.Invalid(RequestFileCheck.Field, "The upload broke off. Choose the file again.");
        }

        busy = false;
        if (refused is null)
        {
            await LoadAsync();
            await Changed.InvokeAsync();
        }
    }

    private static int Kilobytes(FindRequestFiles.Row row) => Math.Max(1, row.Size / 1024);
}
