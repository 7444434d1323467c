using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Edits a purpose's texts and scope. When somebody else saved meanwhile it asks for the purpose anew and merges.</summary>
public sealed partial class PurposeForm(EditPurpose edit)
{
    private Draft draft = new(-1, new Dictionary<string, string>(StringComparer.Ordinal));
    private IReadOnlyList<Problem> problems = [];
    private string reason = "";
    private bool busy, overtaken;

    [Parameter, EditorRequired] public ReadProfile.PurposeView Purpose { get; set; } = default!;

    /// <summary>The purpose's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public bool CanEdit { get; set; }

    /// <summary>Asks the page to read the purpose and its trail again.</summary>
    [Parameter] public EventCallback Reload { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private OptOutScope Chosen => Word.TryParse<OptOutScope>(draft["optOutScope"], out var scope) ? scope : Purpose.Scope;

    protected override void OnParametersSet()
    {
        if (draft.Version != Purpose.Version)
        {
            Dictionary<string, string> values = new([.. LanguageFields.Values(Purpose.Name, Purpose.Description), .. ProcessingFields.Values(Purpose.Facts)], StringComparer.Ordinal)
            {
                ["optOutScope"] = Word.Of(Purpose.Scope), ["dataUse"] = RuleWords.Key(Purpose.DataUse),
            };
            draft.Rebase(Purpose.Version, values, History, overtaken);
            overtaken = false;
        }
    }

    private EditPurpose.Command Command => new(Purpose.Id, draft.Version, LanguageFields.TextOf(draft, "name", Purpose.Name), LanguageFields.TextOf(draft, "description", Purpose.Description),
        Word.Parse<OptOutScope>(draft["optOutScope"]))
    {
        DataUse = Word.TryParse<DataUse>(draft["dataUse"], out var use) ? use : null, Facts = ProcessingFields.Of(draft), Reason = reason,
    };

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await edit.RunAsync(Command, await Current.GetAsync(), CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == RulebookWriter.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != RulebookWriter.VersionField)]);
        if (outcome.Ok)
        {
            reason = "";
            Toasts.Say(L["Purpose saved"], draft["name.en"]);
        }

        if (outcome.Ok || overtaken)
        {
            await Reload.InvokeAsync();
        }
    }

    private void Discard()
    {
        draft.Discard();
        (problems, reason) = ([], "");
    }
}
