using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class RequestPlaceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory] // the vectors of the rules, received at an hour that is another day in UTC
    [InlineData("gdpr-eea", "DE", "Europe/Berlin", "2025-03-04T23:30:00Z", "2025-03-05", null, "2025-04-07", "2025-06-05")]
    [InlineData("gdpr-eea", "", "Europe/Berlin", "2025-08-30T22:30:00Z", "2025-08-31", null, "2025-09-30", "2025-12-01")]
    [InlineData("gdpr-eea", "", "Europe/Berlin", "2025-01-30T23:30:00Z", "2025-01-31", null, "2025-02-28", "2025-04-30")]
    [InlineData("gdpr-eea", "", "Europe/Berlin", "2024-01-30T23:30:00Z", "2024-01-31", null, "2024-02-29", "2024-04-30")]
    [InlineData("gdpr-eea", "", "Europe/Berlin", "2025-10-30T23:30:00Z", "2025-10-31", null, "2025-12-01", "2026-02-02")]
    [InlineData("gdpr-eea", "", "Europe/Berlin", "2025-11-29T23:30:00Z", "2025-11-30", null, "2025-12-30", "2026-03-02")]
    [InlineData("ccpa", "US", "America/Los_Angeles", "2025-03-06T05:00:00Z", "2025-03-05", "2025-03-19", "2025-04-19", "2025-06-03")]
    [InlineData("ccpa", "US", "America/Los_Angeles", "2025-11-21T06:00:00Z", "2025-11-20", "2025-12-05", "2026-01-04", "2026-02-18")]
    [InlineData("ccpa", "US", "America/Los_Angeles", "2025-12-20T06:00:00Z", "2025-12-19", "2026-01-06", "2026-02-02", "2026-03-19")]
    public void Days_are_those_of_the_profiles_time_zone(string regime, string country, string zone, string at, string received, string? acknowledge, string answer, string extended)
    {
        var deadline = RequestDeadline.Of(RegimePresets.Find(regime)!.Deadlines, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone), HolidayCalendars.For(country));

        Assert.Equal((Day(received), Day(acknowledge), Day(answer), Day(extended)), (deadline.Received, deadline.Acknowledge, deadline.Answer, deadline.Extended));
    }

    [Fact]
    public async Task The_place_of_a_profile_reckons_its_next_request_and_shows_what_it_makes_of_today()
    {
        await using var scene = await RequestScene.StartAsync();
        await using var db = scene.Portal.NewDb();
        var europe = (await db.Set<ComplianceProfile>().SingleAsync(p => p.Code == "europe", Ct)).Id;
        var read = scene.Portal.Get<ReadRequestPlace>();

        Assert.False((await read.RunAsync(new(europe), Actors.Admin, Ct)).Value.IsOwn);
        Assert.True((await scene.Portal.Get<SetRequestPlace>().RunAsync(new("europe", "AT", "Europe/Vienna"), Actors.Admin, Ct)).Ok);
        var view = (await read.RunAsync(new(europe, Year: 2026), Actors.Admin, Ct)).Value;
        var request = (await scene.ReadAsync((await scene.OpenAsync()).Id)).Request;

        Assert.Equal(("AT", "Europe/Vienna", true, 14), (view.Country, view.TimeZone, view.IsOwn, view.Countries.Count));
        Assert.Equal((request.ReceivedOn, request.AnswerBy, request.ExtendedBy, request.TimeZone), (view.Sample.Received, view.Sample.Answer, view.Sample.Extended, view.Sample.TimeZone));
        Assert.Contains(view.Holidays, h => h.On == new DateOnly(2026, 6, 4) && h.Free);
        Assert.All(view.Holidays, h => Assert.NotEmpty(h.Name));
    }

    [Fact]
    public void A_holiday_that_moves_off_the_weekend_keeps_its_name()
    {
        var named = HolidayCalendars.For("US").Named(2027);

        Assert.Contains(named, d => d.Day == new DateOnly(2027, 12, 31) && d.Name.Contains("New Year", StringComparison.Ordinal)); // of 2028, a Saturday
        Assert.All(named, d => Assert.False(HolidayCalendars.For("US").IsWorkingDay(d.Day)));
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
