using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>The start page: what needs this member, and how things stand; each role sees what it may. The days and the profile that the
/// figures are about stand in the address.</summary>
public sealed partial class DashboardPage(CurrentActor current, ReadOverview readOverview, FindContacts findContacts, ReadNeeds readNeeds, NavigationManager nav)
{
    private Actor? actor;
    private Overview? overview;
    private Rulebook? rules;
    private FiguresRange? shown;
    private IReadOnlyList<FindContacts.Row>? mine;
    private IReadOnlyList<Need> needs = [];

    [SupplyParameterFromQuery(Name = "range")] private string? RangeText { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? FromText { get; set; }

    [SupplyParameterFromQuery(Name = "until")] private string? UntilText { get; set; }

    [SupplyParameterFromQuery(Name = "profile")] private long ProfileId { get; set; }

    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>An empty portal says how to begin instead of showing zeros.</summary>
    private bool FirstSteps => overview?.Activity is { Points: 0 } || (overview is { Activity: null } && actor?.May(Permission.ReadConsent) == true);

    /// <summary>Who answers for consent as a whole sees all of it; a representative's start page is about their own contacts.</summary>
    private bool Leads => actor?.May(Permission.ReadAudit) == true && overview?.Figures is not null;

    private string Today => Clock.GetLocalNow().ToString("D", CultureInfo.CurrentCulture);

    private DateOnly TodayUtc => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    private FiguresRange Range => FiguresRange.Read(RangeText, FromText, UntilText, ProfileId, TodayUtc);

    private IReadOnlyList<(long Id, string Name)> Profiles => [.. (rules?.Profiles ?? []).Where(p => p.State.Active || p.Id.Value == ProfileId).Select(p => (p.Id.Value, p.Name))];

    protected override async Task OnInitializedAsync()
    {
        var who = await current.GetAsync();
        rules = await readOverview.RulesAsync(CancellationToken.None);
        needs = await readNeeds.RunAsync(who, CancellationToken.None);
        if (who.May(Permission.ReadContacts) && !who.May(Permission.ManageTeam))
        {
            var found = await findContacts.RunAsync(new() { Mine = true, Sort = ContactSort.Changed, Take = 6 }, who, CancellationToken.None);
            mine = found is { Ok: true, Value.Rows.Count: > 0 } ? found.Value.Rows : null;
        }

        actor = who;
    }

    protected override async Task OnParametersSetAsync()
    {
        var range = Range;
        if (shown != range)
        {
            var asked = await readOverview.RunAsync(range, await current.GetAsync(), CancellationToken.None);
            (overview, shown) = (asked, range); // together: a picture never stands under other days than its own
        }
    }

    private void Go(FiguresRange range) => nav.NavigateTo(range.Url);

    private string? Nearest(Core.Integration.FindUnknownCodes.Row row) => rules is null ? null : NearestCode.Of(row, rules);

    private string Counted(CountProgress progress) => progress switch
    {
        { UpTo: null } => L["Nothing was counted yet."],
        { FarBehind: true } => "",
        _ when progress.Counted == progress.Total => L["All {0} events are counted.", DashboardWords.Number(progress.Total)],
        _ => L["Counted up to {0} UTC.", progress.UpTo.Value.ToString(Ui.DatePatterns.Moment, CultureInfo.CurrentCulture)],
    };
}
