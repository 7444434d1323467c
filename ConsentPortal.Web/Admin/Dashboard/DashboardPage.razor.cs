using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>The start page: what needs this member, and how things stand; each role sees what it may.</summary>
public sealed partial class DashboardPage(CurrentActor current, ReadActivity readActivity, FindContacts findContacts, ReadNeeds readNeeds)
{
    private Actor? actor;
    private ReadActivity.View? activity;
    private IReadOnlyList<FindContacts.Row>? mine;
    private IReadOnlyList<Need> needs = [];

    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>An empty portal says how to begin instead of showing zeros.</summary>
    private bool FirstSteps => activity is { Figures.Points: 0 } || (activity is null && actor?.May(Permission.ReadConsent) == true);

    private string Today => Clock.GetLocalNow().ToString("D", CultureInfo.CurrentCulture);

    protected override async Task OnInitializedAsync()
    {
        var who = await current.GetAsync();
        if (who.May(Permission.ReadConsent))
        {
            var outcome = await readActivity.RunAsync(who, CancellationToken.None);
            activity = outcome.Ok ? outcome.Value : null;
        }

        needs = await readNeeds.RunAsync(who, CancellationToken.None);
        if (who.May(Permission.ReadContacts) && !who.May(Permission.ManageTeam))
        {
            var found = await findContacts.RunAsync(new() { Mine = true, Sort = ContactSort.Changed, Take = 6 }, who, CancellationToken.None);
            mine = found is { Ok: true, Value.Rows.Count: > 0 } ? found.Value.Rows : null;
        }

        actor = who; // last: only then there is something to show
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);
}
