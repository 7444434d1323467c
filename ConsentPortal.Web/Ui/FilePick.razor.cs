using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Branding;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentPortal.Web.Ui;

/// <summary>Chooses a file by its reference (<see cref="FileReference"/>), or uploads one. The verb looks at the content; a refusal stands beside the button.</summary>
public sealed partial class FilePick
{
    private IReadOnlyList<FindBrandFiles.Row> uploads = [];
    private IReadOnlyList<string> folder = [];
    private Problem? refused;
    private bool busy, read;

    /// <summary>The name of the verb's input, as <see cref="Field"/> takes it.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    /// <summary>What no choice is called; "None" where nothing is said.</summary>
    [Parameter] public string? None { get; set; }

    [Parameter] public bool Optional { get; set; }

    /// <summary>Shows, and lets nothing be changed.</summary>
    [Parameter] public bool Disabled { get; set; }

    [Parameter] public IReadOnlyList<Problem> Problems { get; set; } = [];

    [Parameter, EditorRequired] public BrandFileKind Kind { get; set; }

    /// <summary>Null or empty = none.</summary>
    [Parameter] public string? Value { get; set; }

    [Parameter] public EventCallback<string?> ValueChanged { get; set; }

    [Inject] private UploadBrandFile Upload { get; set; } = default!;

    [Inject] private FindBrandFiles Find { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private BrandFolder Folder { get; set; } = default!;

    private string? Url => IsGone ? null : Urls.BrandFile(Value);

    private bool IsGone => read && !string.IsNullOrEmpty(Value) && !folder.Contains(Value, StringComparer.Ordinal) && uploads.All(u => u.Reference != Value);

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        folder = Folder.Files(Kind);
        var found = await Find.RunAsync(Kind, await Current.GetAsync(), CancellationToken.None);
        (uploads, read) = (found.Ok ? found.Value : [], found.Ok);
    }

    private Task ChooseAsync(string? reference)
    {
        (refused, Value) = (null, string.IsNullOrEmpty(reference) ? null : reference);
        return ValueChanged.InvokeAsync(Value);
    }

    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        refused = UploadBrandFile.TooLarge(Kind, chosen.File.Size);
        if (refused is not null || busy)
        {
            return;
        }

        busy = true;
        try
        {
            using MemoryStream content = new();
            await using var stream = chosen.File.OpenReadStream(Math.Max(1, chosen.File.Size));
            await stream.CopyToAsync(content);
            var outcome = await Upload.RunAsync(new(Kind, chosen.File.Name, content.ToArray()), await Current.GetAsync(), CancellationToken.None);
            refused = outcome.Problem;
            if (outcome.Ok)
            {
                await ReadAsync();
                await ChooseAsync(outcome.Value);
            }
        }
        catch (IOException)
        {
            refused = Problem.Invalid(UploadBrandFile.Field, "The upload broke off. Choose the file again.");
        }
        finally
        {
            busy = false;
        }
    }

    private string Size(FindBrandFiles.Row file) => file.Width > 0 ? L["({0} × {1}, {2} kB)", file.Width, file.Height, Kilobytes(file)] : L["({0} kB)", Kilobytes(file)];

    private static int Kilobytes(FindBrandFiles.Row file) => Math.Max(1, file.Size / 1024);
}
