using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Integration;

/// <summary>Issues a key and shows it this once.</summary>
public sealed partial class NewApiKeyPage(IssueApiKey verb, FindApiKeys keys, FindProfiles findProfiles)
{
    private readonly HashSet<string> chosen = new(StringComparer.Ordinal) { "consent:check" };
    private string name = "", application = "", profile = "";
    private IReadOnlyList<string> applications = [];
    private IReadOnlyList<(string Code, string Label)> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private IssueApiKey.View? issued;
    private bool busy;

    [Inject] private CurrentActor Current { get; set; } = default!;

    private IEnumerable<Problem> ScopeProblems => problems.Where(p => p.Field == "scopes");

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        var known = await keys.RunAsync(new(Take: FindApiKeys.MostTake), actor, CancellationToken.None);
        applications = known.Ok ? [.. known.Value.Rows.Select(k => k.Application).Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture)] : [];
        var found = await findProfiles.RunAsync(actor, CancellationToken.None);
        profiles = found.Ok ? [.. found.Value.Select(p => (p.Code, $"{p.Name} ({p.Code})"))] : [];
    }

    private void Choose(string scope, bool on) => _ = on ? chosen.Add(scope) : chosen.Remove(scope);

    private async Task IssueAsync()
    {
        if (busy)
        {
            return; // a double click is one key
        }

        busy = true;
        var scopes = ApiScopes.All.Select(s => s.Word).Where(chosen.Contains).ToList();
        var outcome = await verb.RunAsync(new(name, application, profile, scopes), await Current.GetAsync(), CancellationToken.None);
        (problems, issued, busy) = (outcome.Problems, outcome.Ok ? outcome.Value : null, false);
    }

    private void Again() => (name, application, issued, problems) = ("", "", null, []);
}
