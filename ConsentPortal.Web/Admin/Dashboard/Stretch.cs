using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Web.Ui;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>Days that one bar stands for: one, a week, or a month, so that a picture has at most some thirty of them.</summary>
internal sealed record Stretch(DateOnly From, DateOnly Until, long OptIns, long OptOuts, long Asked, long Confirmed, long Doubtful)
{
    private const int MostDays = 31, MostWeeks = 26 * 7;

    /// <summary>How a table names it.</summary>
    public string Name => From == Until ? Short(From) : $"{Short(From)} – {Short(Until)}";

    public static List<Stretch> Of(IReadOnlyList<DayFigures> days) => days.Count switch
    {
        <= MostDays => Cut(days, d => d.Day.DayNumber),
        <= MostWeeks => Cut(days, d => (d.Day.DayNumber - days[0].Day.DayNumber) / 7),
        _ => Cut(days, d => (d.Day.Year * 12) + d.Day.Month),
    };

    public static string Short(DateOnly day) => day.ToString(DatePatterns.DayOfYear, CultureInfo.CurrentCulture);

    private static List<Stretch> Cut(IReadOnlyList<DayFigures> days, Func<DayFigures, int> by)
        => [.. days.GroupBy(by).Select(g => new Stretch(g.First().Day, g.Last().Day, g.Sum(d => d.OptIns), g.Sum(d => d.OptOuts), g.Sum(d => d.Asked), g.Sum(d => d.Confirmed), g.Sum(d => d.Doubtful)))];
}
