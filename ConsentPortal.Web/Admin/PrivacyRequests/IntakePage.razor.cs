using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>How a profile takes requests in on its public pages.</summary>
public sealed partial class IntakePage(ReadPrivacyIntake read, SetPrivacyIntake set)
{
    private readonly Dictionary<(RequestKind Kind, string Code), bool> asked = [];
    private ReadPrivacyIntake.View? view;
    private IReadOnlyList<Problem> problems = [];
    private Problem? missing;
    private bool shown, mayEdit, busy;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        mayEdit = actor.May(Permission.EditCompliance);
        var found = await read.RunAsync(new(Id), actor, CancellationToken.None);
        (view, missing, shown) = (found.Ok ? found.Value : null, found.Problem, found.Ok && found.Value.Shown);
        asked.Clear();
        foreach (var (kind, fields) in view?.Asked ?? new Dictionary<RequestKind, IReadOnlyList<AskedField>>())
        {
            fields.ToList().ForEach(f => asked[(kind, f.Code)] = f.Required);
        }
    }

    private string Get(RequestKind kind, string code) => !asked.TryGetValue((kind, code), out var required) ? "" : required ? "required" : "optional";

    private void Set(RequestKind kind, string code, string? how)
    {
        asked.Remove((kind, code));
        if (!string.IsNullOrEmpty(how))
        {
            asked[(kind, code)] = how == "required";
        }
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var chosen = Enum.GetValues<RequestKind>().ToDictionary(k => k, k => (IReadOnlyList<AskedField>)[.. view!.Fields.Where(f => asked.ContainsKey((k, f.Code))).Select(f => new AskedField(f.Code, asked[(k, f.Code)]))]);
        var outcome = await set.RunAsync(new(new(Id), shown, chosen), await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (outcome.Problems, false);
        if (outcome.Ok)
        {
            Toasts.Say(L["Saved"]);
            await OnParametersSetAsync();
        }
    }

    private string Label(string code, string label) => code switch
    {
        AskedField.Email => L["Email"],
        AskedField.Phone => L["Phone"],
        AskedField.FirstName => L["First name"],
        AskedField.LastName => L["Last name"],
        AskedField.CustomerNumber => L["Customer number"],
        _ => label,
    };
}
