using System.Collections.Concurrent;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The public holidays of a country, by which legal deadlines count (Regulation 1182/71 art. 2 and 3).</summary>
public sealed class HolidayCalendar(string code, string name, string timeZone, IReadOnlyList<HolidayRule> holidays)
{
    /// <summary>Weekends only.</summary>
    public static readonly HolidayCalendar Weekends = new("", "", "Etc/UTC", []);

    private readonly ConcurrentDictionary<int, HashSet<DateOnly>> years = [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Code => code;

    public string Name => name;

    /// <summary>The IANA time zone of the country, or of its largest part: what is offered until a profile says another.</summary>
    public string TimeZone => timeZone;

    public IReadOnlyList<HolidayRule> Holidays => holidays;

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Of(day.Year).Contains(day);

    /// <summary>The day itself, or the next working day.</summary>
    public DateOnly Roll(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>So many working days later; the day itself does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        for (; count > 0; count--)
        {
            day = Roll(day.AddDays(1));
        }

        return day;
    }

    /// <summary>The free days of a year by name, in the order of the calendar; a holiday that is moved off a weekend stands on the day that is free instead.</summary>
    public IReadOnlyList<(DateOnly Day, string Name)> Named(int year) => [.. Kept(year).Concat(Kept(year + 1)).Where(d => d.Day.Year == year).OrderBy(d => d.Day)];

    // a New Year's Day on a Saturday is kept in the year before
    private HashSet<DateOnly> Of(int year) => years.GetOrAdd(year, y => [.. Named(y).Select(d => d.Day)]);

    private List<(DateOnly Day, string Name)> Kept(int year)
    {
        var days = holidays.Select(h => (Rule: h, Day: h.In(year))).Where(h => h.Day is not null).Select(h => (h.Rule, Day: h.Day!.Value)).ToList();
        List<(DateOnly Day, string Name)> kept = [.. days.Where(d => d.Rule.Weekend == WeekendRule.None || !IsWeekend(d.Day)).Select(d => (d.Day, d.Rule.Name))];
        var taken = kept.Select(k => k.Day).ToHashSet();
        foreach (var (rule, day) in days.Where(d => d.Rule.Weekend != WeekendRule.None && IsWeekend(d.Day)).OrderBy(d => d.Day))
        {
            var moved = rule.Weekend switch
            {
                WeekendRule.Nearest => day.AddDays(day.DayOfWeek == DayOfWeek.Saturday ? -1 : 1),
                WeekendRule.SundayBefore => day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(-1) : day,
                _ => Next(day, taken),
            };
            kept.Add((moved, rule.Name));
            taken.Add(moved);
        }

        return kept;
    }

    private static DateOnly Next(DateOnly day, HashSet<DateOnly> taken)
    {
        while (IsWeekend(day) || taken.Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
