using System.Globalization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Dashboard;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>The traffic of one application over the last days; the address says how many.</summary>
public sealed partial class ApplicationOverview(ReadTraffic question, ReadStandings readStandings, TimeProvider clock)
{
    private static readonly int[] Choices = [7, 30, CallCount.KeptDays];
    private ReadTraffic.View? traffic;
    private Standing? standing;
    private (Id<Application>, int)? shown;

    [Parameter, EditorRequired] public ReadApplication.View View { get; set; } = default!;

    [Parameter] public int Days { get; set; }

    /// <summary>What the page's head says changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    private int Range => Choices.Contains(Days) ? Days : Choices[1];

    private DateTimeOffset? LastAt => traffic?.LastAt ?? View.LastUsedAt;

    private string Last => LastAt is { } at ? DashboardWords.Begun(DashboardWords.Age(clock.GetUtcNow() - at, L)) : L["Never called"];

    private string LastDetail => LastAt is { } at ? L["{0} UTC", at.ToString(DatePatterns.Moment, CultureInfo.CurrentCulture)] : "";

    private IReadOnlyList<PairBars.Bar> Bars => [.. traffic!.Days.Select(d => new PairBars.Bar(Stretch.Short(d.Of), Stretch.Short(d.Of), d.Calls - d.Errors, d.Errors))];

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (View.Id, Range))
        {
            return;
        }

        var asked = shown = (View.Id, Range);
        var actor = await Current.GetAsync();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var outcome = await question.RunAsync(new(View.Id, today.AddDays(1 - Range), today), actor, CancellationToken.None);
        var known = await readStandings.RunAsync(actor, CancellationToken.None);
        if (asked == shown)
        {
            (traffic, standing) = (outcome.Ok ? outcome.Value : null, known.GetValueOrDefault(View.Id));
        }
    }

    private IReadOnlyList<ShareTable.Row> Ends(ReadTraffic.View of) => [.. of.Statuses.Select(s => new ShareTable.Row(End(s.Status), s.Status < 400 ? s.Count : 0, s.Status < 400 ? 0 : s.Count))];

    private string End(int status) => status < 400 ? CallWords.Of(status, L) : FormattableString.Invariant($"{status} · {CallWords.Of(status, L)}");
}
