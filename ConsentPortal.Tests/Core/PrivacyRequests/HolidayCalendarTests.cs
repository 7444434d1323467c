using System.Globalization;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class HolidayCalendarTests
{
    [Theory]
    [InlineData("DE", "2026-04-03")] // Good Friday
    [InlineData("DE", "2026-05-14")] // Ascension
    [InlineData("AT", "2026-06-04")] // Corpus Christi
    [InlineData("FR", "2025-07-14")]
    [InlineData("US", "2027-12-31")] // New Year's Day 2028 is a Saturday
    [InlineData("US", "2026-07-03")] // 4 July is a Saturday
    [InlineData("US", "2025-11-27")]
    [InlineData("GB", "2027-12-27")] // Christmas on Saturday, Boxing Day on Sunday: Monday
    [InlineData("GB", "2027-12-28")] // and Tuesday
    [InlineData("CA", "2026-05-18")] // the Monday before 25 May
    [InlineData("BR", "2024-11-20")]
    [InlineData("IE", "2026-10-26")] // the last Monday
    [InlineData("PL", "2025-12-24")]
    public void These_days_are_free(string country, string day) => Assert.False(HolidayCalendars.For(country).IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("US", "2025-12-26")] // an executive order is no law
    [InlineData("US", "2019-06-19")] // before it was a holiday
    [InlineData("DE", "2025-06-19")] // Corpus Christi in some states only
    [InlineData("GB", "2026-12-29")]
    [InlineData("IT", "2024-10-04")]
    [InlineData("", "2025-12-25")] // no calendar: weekends only
    public void These_are_not(string country, string day) => Assert.True(HolidayCalendars.For(country).IsWorkingDay(Day(day)));

    [Fact]
    public void Every_calendar_that_ships_can_be_reckoned_for_fifty_years()
    {
        Assert.True(HolidayCalendars.All.Count >= 14);
        Assert.All(HolidayCalendars.All, c => Assert.All(Enumerable.Range(2020, 50), y => Assert.InRange(c.Holidays.Count(h => h.In(y) is not null), 7, 15)));
    }

    [Theory]
    [InlineData("easter")]
    [InlineData("13-01")]
    [InlineData("monday")]
    [InlineData("first monday of may")]
    public void What_is_no_rule_is_refused(string on) => Assert.ThrowsAny<FormatException>(() => new HolidayRule(on, "x").In(2026));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
