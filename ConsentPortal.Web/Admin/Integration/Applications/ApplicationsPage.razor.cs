using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>The applications; the address holds what was searched for.</summary>
public sealed partial class ApplicationsPage(FindApplications question, ReadStandings readStandings)
{
    private Numbered<FindApplications.Row>? found;
    private IReadOnlyDictionary<Id<Application>, Standing> standings = new Dictionary<Id<Application>, Standing>();
    private Problem? problem;
    private (string?, bool)? shown;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "retired")] private bool Retired { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Text, Retired))
        {
            return;
        }

        var asked = shown = (Text, Retired);
        var actor = await Current.GetAsync();
        var outcome = await question.RunAsync(new(Text ?? "", Retired), actor, CancellationToken.None);
        var known = await readStandings.RunAsync(actor, CancellationToken.None);
        if (asked == shown)
        {
            (found, problem, standings) = (outcome.Ok ? outcome.Value : null, outcome.Problem, known);
        }
    }

    private void SearchAsync(ChangeEventArgs e) => Go(e.Value as string, Retired);

    private void Go(string? text, bool retired) => Nav.NavigateTo(
        Nav.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["q"] = string.IsNullOrEmpty(text) ? null : text, ["retired"] = retired ? true : null }), replace: true);

    private async Task AddAsync()
    {
        if (await Dialogs.OpenAsync<NameDialog>(L["New application"], [], new() { Width = "30rem", CloseDialogOnEsc = true }) is Id<Application> id)
        {
            Nav.NavigateTo(Urls.Application(id));
        }
    }
}
