using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance.New;

/// <summary>Makes a profile like another one, and opens it.</summary>
public sealed partial class CopyProfilePage(CopyProfile copy, ReadProfile question, NavigationManager nav)
{
    private ReadProfile.View? source;
    private Problem? problem;
    private IReadOnlyList<Problem> problems = [];
    private string name = "";
    private string? code;
    private bool share, busy, saved;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    /// <summary>Follows the name until somebody types one.</summary>
    private string Code
    {
        get => code ?? CodeNames.Suggest(name);
        set => code = value == CodeNames.Suggest(name) ? null : value.Trim();
    }

    private string Purposes => string.Join(", ", source!.Purposes.Where(p => p.Active).Select(p => p.Name.In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)));

    protected override async Task OnInitializedAsync()
    {
        var outcome = await question.RunAsync(new(Id), await Current.GetAsync(), CancellationToken.None);
        (source, problem) = (outcome.Ok ? outcome.Value : null, outcome.Problem);
    }

    private async Task CopyAsync()
    {
        busy = true;
        var outcome = await copy.RunAsync(new(source!.Id, Code, name, share), await Current.GetAsync(), CancellationToken.None);
        (busy, problems) = (false, outcome.Problems);
        if (outcome.Ok)
        {
            saved = true;
            Toasts.Say(L["Profile copied"], name);
            nav.NavigateTo(Urls.Profile(outcome.Value));
        }
    }
}
