using System.Globalization;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What becomes of a holiday that falls on a weekend.</summary>
public enum WeekendRule
{
    /// <summary>Nothing: the day is free anyway.</summary>
    None,

    /// <summary>Saturday is kept on the Friday before, Sunday on the Monday after (5 U.S.C. § 6103(b)).</summary>
    Nearest,

    /// <summary>The next weekday that is no holiday itself.</summary>
    Next,

    /// <summary>Sunday is kept on the Saturday before.</summary>
    SundayBefore,
}

/// <summary>One public holiday of every year.</summary>
/// <param name="On"><c>12-25</c>, <c>easter+39</c>, <c>3 monday 01</c>, <c>last monday 05</c> or <c>monday before 05-25</c>.</param>
/// <param name="Since">The first year that keeps it; 0 = long since.</param>
public sealed record HolidayRule(string On, string Name, int Since = 0, WeekendRule Weekend = WeekendRule.None)
{
    /// <summary>The day it falls on in this year, before its weekend rule; null where it was not kept yet. Throws where <see cref="On"/> is no rule.</summary>
    public DateOnly? In(int year) => year < Since ? null : On.Split(' ') switch
    {
        ["easter", ..] => throw Unknown(),
        [var easter] when easter.StartsWith("easter", StringComparison.Ordinal) => Easter(year).AddDays(int.Parse(easter.AsSpan(6), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        [var day] => Day(year, day),
        ["last", var weekday, var month] => Back(new DateOnly(year, Month(month), 1).AddMonths(1).AddDays(-1), Weekday(weekday)),
        [var weekday, "before", var day] => Back(Day(year, day).AddDays(-1), Weekday(weekday)),
        [var count, var weekday, var month] => Back(new DateOnly(year, Month(month), 7), Weekday(weekday)).AddDays(7 * (int.Parse(count, CultureInfo.InvariantCulture) - 1)),
        _ => throw Unknown(),
    };

    // the last such weekday on or before
    private static DateOnly Back(DateOnly from, DayOfWeek weekday) => from.AddDays(-(((int)from.DayOfWeek - (int)weekday + 7) % 7));

    private static DateOnly Day(int year, string day) => DateOnly.ParseExact($"{year:0000}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Month(string month) => int.Parse(month, CultureInfo.InvariantCulture);

    private static DayOfWeek Weekday(string word) => Enum.Parse<DayOfWeek>(word, ignoreCase: true);

    // the Gregorian computus of Meeus, Jones and Butcher
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var l = (32 + (2 * e) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var days = h + l - (7 * m) + 114;
        return new(year, days / 31, (days % 31) + 1);
    }

    private FormatException Unknown() => new($"'{On}' is no rule of a holiday. Write 12-25, easter+1, 3 monday 01, last monday 05 or monday before 05-25.");
}
