using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Integration;

/// <summary>Issues a key, for an application that is there or is named with it, and shows it this once.</summary>
public sealed partial class NewApiKeyPage(IssueApiKey verb, FindApplications findApplications, ReadApplication readApplication, FindProfiles findProfiles)
{
    private readonly HashSet<string> chosen = new(StringComparer.Ordinal) { "consent:check" };
    private string name = "", application = "", profile = "", perMinute = "", lastDay = "";
    private IReadOnlyList<string> applications = [];
    private IReadOnlyList<(string Code, string Label)> profiles = [];
    private IReadOnlyList<Problem> problems = [];
    private ReadApplication.View? owner;
    private IssueApiKey.View? issued;
    private Problem? missing;
    private bool busy;

    /// <summary>Whose key it is to be; 0 = it is named in the form.</summary>
    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private string Back => owner is null ? Urls.ApiKeys : Urls.ApplicationKeys(owner.Id);

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        if (Id != 0)
        {
            var read = await readApplication.RunAsync(new(Id), actor, CancellationToken.None);
            (owner, missing) = (read.Ok ? read.Value : null, read.Problem);
        }

        var known = await findApplications.RunAsync(new(), actor, CancellationToken.None);
        applications = known.Ok ? [.. known.Value.Rows.Select(k => k.Name)] : [];
        var found = await findProfiles.RunAsync(actor, CancellationToken.None);
        profiles = found.Ok ? [.. found.Value.Select(p => (p.Code, $"{p.Name} ({p.Code})"))] : [];
    }

    private async Task IssueAsync()
    {
        if (busy)
        {
            return; // a double click is one key
        }

        busy = true;
        var scopes = ApiScopes.All.Select(s => s.Word).Where(chosen.Contains).ToList();
        IssueApiKey.Command command = new(name, owner?.Name ?? application, profile, scopes) { RequestsPerMinute = KeyLimitFields.NumberOf(perMinute), ExpiresAt = KeyLimitFields.EndOf(lastDay) };
        var outcome = await verb.RunAsync(command, await Current.GetAsync(), CancellationToken.None);
        (problems, issued, busy) = (outcome.Problems, outcome.Ok ? outcome.Value : null, false);
    }

    private void Again() => (name, application, issued, problems) = ("", "", null, []);
}
