using System.Globalization;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>A month of due dates: a table of weeks, and below a certain width a list of days.</summary>
public sealed partial class RequestCalendarPage(ReadRequestCalendar read, NavigationManager nav)
{
    private const int Most = 4;
    private ReadRequestCalendar.View? view;

    [SupplyParameterFromQuery(Name = "month")] private string? MonthWord { get; set; }

    [SupplyParameterFromQuery(Name = "mine")] private bool Mine { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private static DayOfWeek First => CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek;

    private static IEnumerable<DayOfWeek> Weekdays => Enumerable.Range(0, 7).Select(n => (DayOfWeek)(((int)First + n) % 7));

    private string Lead => view is { Earlier: > 0 } late ? L["Due in an earlier month and still open: {0}", RequestWords.Count(late.Earlier)] : L["Nothing from earlier months is open."];

    private IEnumerable<IEnumerable<DateOnly>> Weeks
    {
        get
        {
            var monday = view!.First.AddDays(-(((int)view.First.DayOfWeek - (int)First + 7) % 7));
            for (var week = monday; week < view.First.AddMonths(1); week = week.AddDays(7))
            {
                var start = week;
                yield return Enumerable.Range(0, 7).Select(start.AddDays);
            }
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        DateOnly? month = DateOnly.TryParseExact($"{MonthWord}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var found = await read.RunAsync(new(month, Mine), await Current.GetAsync(), CancellationToken.None);
        view = found.Ok ? found.Value : null;
    }

    private IEnumerable<ReadRequestCalendar.Row> On(DateOnly day) => view!.Rows.Where(r => r.DueOn == day);

    private string Class(DateOnly day) => day.Month != view!.First.Month ? "out" : day == view.Today ? "today" : On(day).Any(Late) ? "late" : "";

    private bool Late(ReadRequestCalendar.Row row) => row.DueOn < view!.Today && !row.Paused;
}
