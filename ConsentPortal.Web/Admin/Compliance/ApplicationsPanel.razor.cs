using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Which applications send under a profile. It reads and saves for itself: the link is not the rulebook's.</summary>
public sealed partial class ApplicationsPanel(FindProfileApplications question, SetProfileApplications set)
{
    private readonly HashSet<string> chosen = new(StringComparer.OrdinalIgnoreCase);
    private FindProfileApplications.View? found;
    private IReadOnlyList<Problem> problems = [];
    private string another = "", read = "";
    private bool busy;

    [Parameter, EditorRequired] public ReadProfile.View View { get; set; } = default!;

    [Parameter] public bool CanEdit { get; set; }

    /// <summary>Asks the page to read its history again.</summary>
    [Parameter] public EventCallback Reload { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private IEnumerable<string> Known => found!.Rows.Select(r => r.Name).Concat(found.Others).Order(StringComparer.CurrentCultureIgnoreCase);

    protected override async Task OnParametersSetAsync()
    {
        if (read != View.Code)
        {
            read = View.Code;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var outcome = await question.RunAsync(View.Code, await Current.GetAsync(), CancellationToken.None);
        found = outcome.Ok ? outcome.Value : new([], []);
        chosen.Clear();
        chosen.UnionWith(found.Rows.Where(r => r.Since is not null).Select(r => r.Name));
    }

    private void Choose(string name, bool on)
    {
        if (on)
        {
            chosen.Add(name);
        }
        else
        {
            chosen.Remove(name);
        }
    }

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await set.RunAsync(new(View.Code, [.. chosen, another]), await Current.GetAsync(), CancellationToken.None);
        (busy, problems) = (false, outcome.Problems);
        if (outcome.Ok)
        {
            another = "";
            await LoadAsync();
            await Reload.InvokeAsync();
            Toasts.Say(L["Applications saved"], View.Name);
        }
    }

    private static string Name(ReadProfile.PurposeView purpose) => purpose.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
