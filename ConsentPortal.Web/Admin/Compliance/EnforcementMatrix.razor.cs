using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Sets the models of a profile, all in one save, and says before it what that means.</summary>
public sealed partial class EnforcementMatrix(SetEnforcement set)
{
    private Draft draft = new(-1, new Dictionary<string, string>(StringComparer.Ordinal));
    private IReadOnlyList<Problem> problems = [];
    private string reason = "";
    private bool busy, overtaken;

    [Parameter, EditorRequired] public ReadProfile.View View { get; set; } = default!;

    /// <summary>The profile's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public bool CanEdit { get; set; }

    /// <summary>Asks the page to read the profile and its trail again.</summary>
    [Parameter] public EventCallback Reload { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private IEnumerable<(ReadProfile.PurposeView Purpose, Channel Channel, string Field)> Cells
        => View.Purposes.SelectMany(p => p.Models.Keys.Select(channel => (p, channel, SetEnforcement.FieldOf(p.Code, channel))));

    private List<ModelChange> Changes =>
    [
        .. Cells.Where(c => draft.Opened(c.Field) != draft[c.Field])
            .Select(c => new ModelChange(c.Purpose, c.Channel, Word.Parse<EnforcementModel>(draft.Opened(c.Field)), Word.Parse<EnforcementModel>(draft[c.Field]))),
    ];

    protected override void OnParametersSet()
    {
        if (draft.Version != View.Version)
        {
            draft.Rebase(View.Version, Cells.ToDictionary(c => c.Field, c => Word.Of(c.Purpose.Models[c.Channel]), StringComparer.Ordinal), History, overtaken);
            overtaken = false;
        }
    }

    private SetEnforcement.Command Command => new(View.Id, draft.Version, [.. Changes.Select(c => new SetEnforcement.Cell(c.Purpose.Id, c.Channel, c.To))]) { Reason = reason };

    // why is asked when it is saved
    private RulebookChange Rehearsed => SetEnforcement.Change(Command with { Reason = "-" });

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await set.RunAsync(Command, await Current.GetAsync(), CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == RulebookWriter.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != RulebookWriter.VersionField)]);
        if (outcome.Ok)
        {
            reason = "";
            Toasts.Say(L["Models saved"], L["They hold from the next decision on."]);
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

    private void Fill(RegimePreset preset)
    {
        foreach (var cell in Cells)
        {
            draft[cell.Field] = Word.Of(preset.ModelFor(cell.Purpose.Type, cell.Channel));
        }
    }

    private bool Wrong(string field) => problems.Any(p => p.Field == field);

    private string Model(string word) => Word.TryParse<EnforcementModel>(word, out var model) ? RuleWords.Model(L, model) : word;

    private string Label(string field) => Cells.Where(c => c.Field == field).Select(c => L["{0}, {1}", Name(c.Purpose), RuleWords.Channel(L, c.Channel)].Value).FirstOrDefault(field);

    private static string Name(ReadProfile.PurposeView purpose) => purpose.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private IEnumerable<string> About(ReadProfile.PurposeView purpose)
    {
        yield return RuleWords.Type(L, purpose.Type);
        yield return purpose.Code;
        if (purpose.Topics.Count(t => t.Active) is > 0 and var topics)
        {
            yield return topics == 1 ? L["1 topic"] : L["{0} topics", topics];
        }

        if (purpose.SharedWith.Count > 0)
        {
            yield return L["also in {0}", string.Join(", ", purpose.SharedWith.Select(p => p.Name))];
        }
    }
}
