using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Audit;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Edits what a profile says of itself. When somebody else saved meanwhile it asks for the profile anew and merges.</summary>
public sealed partial class GeneralForm(EditProfile edit, FindBrands findBrands)
{
    private Draft draft = new(-1, new Dictionary<string, string>(StringComparer.Ordinal));
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<FindBrands.Row>? brands;
    private string reason = "";
    private bool busy, overtaken;

    [Parameter, EditorRequired] public ReadProfile.View View { get; set; } = default!;

    /// <summary>The profile's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    /// <summary>Asks the page to read the profile and its trail again.</summary>
    [Parameter] public EventCallback Reload { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (draft.Version != View.Version)
        {
            draft.Rebase(View.Version, ValuesOf(View), History, overtaken);
            overtaken = false;
        }

        if (brands is null)
        {
            var found = await findBrands.RunAsync(await Current.GetAsync(), CancellationToken.None);
            brands = found.Ok ? found.Value.Rows : [];
        }
    }

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await edit.RunAsync(Command(), await Current.GetAsync(), CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == RulebookWriter.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != RulebookWriter.VersionField)]);
        if (outcome.Ok)
        {
            reason = "";
            Toasts.Say(L["Profile saved"], draft["name"]);
        }

        if (outcome.Ok || overtaken)
        {
            await Reload.InvokeAsync();
        }
    }

    private EditProfile.Command Command() => new(View.Id, draft.Version, draft["name"], draft["companyName"], draft["postalAddress"], draft["regime"], draft["defaultLanguage"],
        View.Applications, draft.Is("doubleOptIn"))
    {
        Controller = ControllerFields.Of(draft), Deadlines = DeadlineFields.Of(draft), Brand = Id<Brand>.Parse(draft["brand"], null), Reason = reason,
    };

    private void Fill(RegimePreset preset)
    {
        draft["doubleOptIn"] = Draft.Of(preset.DoubleOptIn);
        foreach (var (field, value) in DeadlineFields.Values(preset.Deadlines))
        {
            draft[field] = value;
        }
    }

    private void Discard()
    {
        draft.Discard();
        (problems, reason) = ([], "");
    }

    private string Label(string field) => AuditWords.Field(L, field);

    private string Shown(string field, string value) => field != "brand" ? AuditWords.Value(L, field, value) : brands?.FirstOrDefault(b => b.Id.ToString() == value)?.Name ?? L["From the branding folder"];

    private static Dictionary<string, string> ValuesOf(ReadProfile.View view) => new([.. ControllerFields.Values(view.Controller), .. DeadlineFields.Values(view.Deadlines)], StringComparer.Ordinal)
    {
        ["name"] = view.Name, ["companyName"] = view.CompanyName, ["postalAddress"] = view.PostalAddress,
        ["regime"] = view.Regime, ["brand"] = view.Brand.ToString(), ["defaultLanguage"] = view.DefaultLanguage, ["doubleOptIn"] = Draft.Of(view.DoubleOptIn),
    };
}
