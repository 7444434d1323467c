using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>All versions of a profile, and what is different between two of them; which two stands in the address.</summary>
public sealed partial class VersionsPage(ReadProfile question, FindVersions find, CompareVersions compare, NavigationManager nav)
{
    private static readonly HashSet<string> Kinds = new([.. RulebookEvents.All, ProfileApplicationsSet.Name], StringComparer.Ordinal);
    private readonly List<FindVersions.Row> rows = [];
    private ReadProfile.View? profile;
    private FindVersions.View? versions;
    private CompareVersions.View? diff;
    private Problem? problem;
    private int from, to;

    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "from")] public int? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] public int? To { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private TrailScope Scope => new([.. profile!.Trail.Select(p => new TrailPart(p.Kind, p.Id, p.From, p.Until))], Kinds);

    protected override async Task OnParametersSetAsync()
    {
        if (profile?.Id.Value != Id)
        {
            await LoadAsync();
        }

        if (profile is not null && versions is not null)
        {
            await CompareAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var outcome = await question.RunAsync(new(Id), actor, CancellationToken.None);
        (profile, problem) = (outcome.Ok ? outcome.Value : null, outcome.Problem);
        rows.Clear();
        if (profile is not null)
        {
            await MoreAsync();
        }
    }

    private async Task MoreAsync()
    {
        var outcome = await find.RunAsync(Scope, rows.Count > 0 ? rows[^1].Number : 0, await Current.GetAsync(), CancellationToken.None);
        problem = outcome.Problem;
        if (outcome.Ok)
        {
            versions = outcome.Value;
            rows.AddRange(outcome.Value.Rows);
        }
    }

    private async Task CompareAsync()
    {
        var newest = Math.Max(1, versions!.Count);
        (from, to) = (Math.Clamp(From ?? newest - 1, 1, newest), Math.Clamp(To ?? newest, 1, newest));
        diff = null;
        if (From is { } early && To is { } late)
        {
            var outcome = await compare.RunAsync(Scope, early, late, await Current.GetAsync(), CancellationToken.None);
            diff = outcome.Ok ? outcome.Value : null;
        }
    }

    private void Compare() => nav.NavigateTo(Urls.ProfileVersions(profile!.Id, Math.Min(from, to), Math.Max(from, to)));
}
