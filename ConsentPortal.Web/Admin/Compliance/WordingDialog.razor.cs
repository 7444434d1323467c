using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>The form of one wording. When somebody else published meanwhile it shows theirs, keeps what was typed, and lets compare.</summary>
public sealed partial class WordingDialog(PublishWording publish, FindWordings question)
{
    private IReadOnlyList<FindWordings.Version> versions = [];
    private IReadOnlyList<Problem> problems = [];
    private string text = "";
    private bool busy, overtaken;

    [Parameter] public Id<Purpose> Purpose { get; set; }

    [Parameter, EditorRequired] public FindWordings.Row Row { get; set; } = default!;

    [Parameter] public string Language { get; set; } = "en";

    [Parameter] public bool CanEdit { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    private FindWordings.Version? Newest => versions.Count > 0 ? versions[0] : null;

    // as it will be published: one paragraph
    private string Text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected override void OnInitialized()
    {
        Show(Row);
        text = Newest?.Text ?? "";
    }

    private void Show(FindWordings.Row row) => versions = row.Texts.TryGetValue(Language, out var found) ? found : [];

    private async Task PublishAsync()
    {
        busy = true;
        var actor = await Current.GetAsync();
        var outcome = await publish.RunAsync(new(Purpose, Row.TopicId, Language, text, Newest?.Number ?? 0), actor, CancellationToken.None);
        busy = false;
        if (outcome.Ok)
        {
            Dialogs.Close(outcome.Value);
            return;
        }

        overtaken = outcome.Problems.Any(p => p.Field == RulebookWriter.VersionField);
        problems = [.. outcome.Problems.Where(p => p.Field != RulebookWriter.VersionField)];
        var again = overtaken ? await question.RunAsync(Purpose, actor, CancellationToken.None) : default;
        if (overtaken && again.Ok && again.Value.Find(r => r.TopicId == Row.TopicId) is { } theirs)
        {
            Show(theirs);
        }
    }
}
