using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Where a profile's requests are reckoned, with the holidays of each year and a worked example.</summary>
public sealed partial class PlacePage(ReadRequestPlace read, SetRequestPlace set)
{
    private ReadRequestPlace.View? view;
    private IReadOnlyList<Problem> problems = [];
    private string country = "", zone = "";
    private int year;
    private bool missing, canEdit, busy;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private IEnumerable<(string Code, string Name)> Countries => view!.Countries.Select(c => (c.Code, Name: new RegionInfo(c.Code).DisplayName)).OrderBy(c => c.Name, StringComparer.CurrentCulture);

    private static IEnumerable<string> Zones { get; } = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(z => z.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        await ReadAsync(new(new(Id)));
        if (view is not null)
        {
            (country, zone, year) = (view.Country, view.TimeZone, view.Year);
        }
    }

    private Task LookAsync() => ReadAsync(new(new(Id), year, country, zone));

    private Task TurnAsync(int years)
    {
        year += years;
        return LookAsync();
    }

    private async Task ReadAsync(ReadRequestPlace.Query query)
    {
        var found = await read.RunAsync(query, await Current.GetAsync(), CancellationToken.None);
        (view, missing) = (found.Ok ? found.Value : view, !found.Ok);
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var saved = await set.RunAsync(new(view!.Code, country, zone), await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (saved.Problems, false);
        if (saved.Ok)
        {
            Toasts.Say(L["The place was saved"]);
            await LookAsync();
        }
    }

    private static string Day(DateOnly day) => $"{day.ToString("ddd", CultureInfo.CurrentCulture)} {PrivacyRequests.RequestWords.Day(day)}";
}
