using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RequestDeadlineTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory] // received, the month rolled over weekends, the three months from receipt
    [InlineData("2025-03-05", "2025-04-07", "2025-06-05")]
    [InlineData("2025-08-31", "2025-09-30", "2025-12-01")]
    [InlineData("2025-01-31", "2025-02-28", "2025-04-30")]
    [InlineData("2024-01-31", "2024-02-29", "2024-04-30")]
    [InlineData("2025-10-31", "2025-12-01", "2026-02-02")]
    [InlineData("2025-11-30", "2025-12-30", "2026-03-02")]
    public void A_month_ends_on_the_same_numbered_day_or_the_months_last_and_never_on_a_weekend(string received, string answer, string extended)
    {
        var deadline = Of("gdpr-eea", received, HolidayCalendar.Weekends);

        Assert.Equal((null, Day(answer), Day(extended)), (deadline.Acknowledge, deadline.Answer, deadline.Extended));
    }

    [Theory] // received, 10 business days, 45 and 90 calendar days that are not rolled
    [InlineData("2025-03-05", "2025-03-19", "2025-04-19", "2025-06-03")]
    [InlineData("2025-11-20", "2025-12-05", "2026-01-04", "2026-02-18")]
    [InlineData("2025-12-19", "2026-01-06", "2026-02-02", "2026-03-19")]
    public void California_counts_business_days_to_acknowledge_and_calendar_days_to_answer(string received, string acknowledge, string answer, string extended)
    {
        var deadline = Of("ccpa", received, HolidayCalendars.For("US"));

        Assert.Equal((Day(acknowledge), Day(answer), Day(extended)), (deadline.Acknowledge, deadline.Answer, deadline.Extended));
    }

    [Theory]
    [InlineData("2025-03-05", 15, "2025-03-26")]
    [InlineData("2025-12-19", 15, "2026-01-13")]
    public void Fifteen_business_days_leave_out_weekends_and_federal_holidays(string from, int days, string to)
        => Assert.Equal(Day(to), HolidayCalendars.For("us").AddWorkingDays(Day(from), days));

    [Theory]
    [InlineData("uk", "GB", "2026-03-03", "2026-04-07")] // Good Friday, weekend, Easter Monday
    [InlineData("lgpd", "BR", "2026-01-10", "2026-01-25")]
    public void Other_laws_count_as_they_say(string regime, string country, string received, string answer)
        => Assert.Equal(Day(answer), Of(regime, received, HolidayCalendars.For(country)).Answer);

    [Fact]
    public void A_holiday_of_the_controllers_country_moves_the_day_and_another_countrys_does_not()
    {
        Assert.Equal(Day("2026-10-05"), Of("gdpr-eea", "2026-09-03", HolidayCalendars.For("DE")).Answer); // 3 October 2026 is a Saturday
        Assert.Equal(Day("2025-12-29"), Of("gdpr-eea", "2025-11-25", HolidayCalendars.For("DE")).Answer);
        Assert.Equal(Day("2025-12-26"), Of("gdpr-eea", "2025-11-25", HolidayCalendars.For("FR")).Answer);
    }

    [Fact]
    public void The_day_of_receipt_and_its_end_are_those_of_the_controllers_time_zone()
    {
        var late = RequestDeadline.Of(RegimePresets.Find("gdpr-eea")!.Deadlines, DateTimeOffset.Parse("2025-03-04T23:30:00Z", CultureInfo.InvariantCulture), Berlin, HolidayCalendar.Weekends);

        Assert.Equal(Day("2025-03-05"), late.Received);
        Assert.Equal(DateTimeOffset.Parse("2025-04-07T22:00:00Z", CultureInfo.InvariantCulture), late.EndOf(late.Answer!.Value)); // summer time by then
    }

    [Fact]
    public void Where_midnight_is_skipped_the_day_ends_when_the_next_begins()
    {
        var santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"); // springs forward at midnight of 7 September 2025
        var deadline = RequestDeadline.Of(new(Answer: new(1, TermUnit.Days)), DateTimeOffset.Parse("2025-09-05T12:00:00Z", CultureInfo.InvariantCulture), santiago, HolidayCalendar.Weekends);

        Assert.Equal(DateTimeOffset.Parse("2025-09-07T04:00:00Z", CultureInfo.InvariantCulture), deadline.EndOf(deadline.Answer!.Value));
    }

    [Fact]
    public void Pauses_move_the_date_that_is_shown_overlapping_days_once_and_the_base_stays()
    {
        var deadline = Of("gdpr-eea", "2025-03-05", HolidayCalendar.Weekends);
        ClockPause[] pauses = [new(Day("2025-03-10"), Day("2025-03-15")), new(Day("2025-03-12"), Day("2025-03-17")), new(Day("2025-03-20"), null)];

        Assert.Equal(Day("2025-04-16"), deadline.Due(extended: false, pauses, today: Day("2025-03-22"))); // 7 April + 7 + 2
        Assert.Equal(Day("2025-04-21"), deadline.Due(extended: false, pauses, today: Day("2025-03-25"))); // a Saturday, rolled
        Assert.Equal(Day("2025-06-12"), deadline.Due(extended: true, pauses[..2], today: Day("2025-06-01")));
        Assert.Equal(Day("2025-04-07"), deadline.Answer);
    }

    [Fact]
    public void A_law_that_names_no_day_gives_none()
    {
        var none = RequestDeadline.Of(Deadlines.None, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, HolidayCalendar.Weekends);

        Assert.Equal((null, null, null, null), (none.Acknowledge, none.Answer, none.Extended, none.Due(true, [], Day("2025-01-01"))));
    }

    private static RequestDeadline Of(string regime, string received, HolidayCalendar calendar)
        => RequestDeadline.Of(RegimePresets.Find(regime)!.Deadlines, new(Day(received).ToDateTime(new(12, 0)), TimeSpan.Zero), TimeZoneInfo.Utc, calendar);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
