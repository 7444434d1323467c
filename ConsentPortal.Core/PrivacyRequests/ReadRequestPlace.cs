using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Where a profile's requests are reckoned, the holidays of a year there, and what that makes of a request that arrives today.</summary>
public sealed class ReadRequestPlace(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    /// <param name="Country">Shows another country than the one that is set, before it is saved; null = the one that is set.</param>
    /// <param name="TimeZone">The same for the time zone.</param>
    public sealed record Query(Id<ComplianceProfile> Profile, int Year = 0, string? Country = null, string? TimeZone = null);

    /// <param name="Country">As it was set; empty = weekends only.</param>
    /// <param name="TimeZone">As it was set; empty = the country's.</param>
    /// <param name="IsOwn">False: nobody set it, so the country of the company counts.</param>
    /// <param name="CountryZone">The zone of the country's calendar.</param>
    public sealed record View(string Code, string Name, string Country, string TimeZone, bool IsOwn, string CountryZone, int Year, IReadOnlyList<Day> Holidays, Example Sample, IReadOnlyList<(string Code, string Name)> Countries);

    /// <param name="Free">False: it falls on a weekend that was free anyway.</param>
    public sealed record Day(DateOnly On, string Name, bool Free);

    /// <param name="Received">Today, where the controller is.</param>
    public sealed record Example(DateOnly Received, DateOnly? Acknowledge, DateOnly? Answer, DateOnly? Extended, string TimeZone);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } forbidden)
        {
            return forbidden;
        }

        if ((await rulebooks.FreshAsync(ct)).Profile(query.Profile) is not { } profile || (actor.BoundToProfile is { } bound && bound != profile.Code))
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.Set<RequestPlace>().AsNoTracking().FirstOrDefaultAsync(p => p.ProfileId == profile.Id, ct);
        var set = await RequestPlaces.OfAsync(db, profile.Id, ct);
        var calendar = query.Country is { } country ? HolidayCalendars.For(country) : set.Calendar;
        var wish = query.TimeZone ?? own?.TimeZone ?? "";
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(wish.Length > 0 ? wish : calendar.TimeZone, out var known) ? known : set.Zone;
        var year = query.Year is > 1990 and < 2200 ? query.Year : clock.Now().Year;
        var deadline = RequestDeadline.Of(profile.Deadlines, clock.Now(), zone, calendar);
        return new View(profile.Code, profile.Name, own?.Country ?? calendar.Code, own?.TimeZone ?? "", own is not null, calendar.TimeZone, year, DaysOf(calendar, year),
            new(deadline.Received, deadline.Acknowledge, deadline.Answer, deadline.Extended, zone.Id), [.. HolidayCalendars.All.Select(c => (c.Code, c.Name))]);
    }

    // the days as the calendar keeps them: a holiday that a rule moves off the weekend stands on the day that is free instead
    private static IReadOnlyList<Day> DaysOf(HolidayCalendar calendar, int year)
        => [.. calendar.Named(year).Select(k => new Day(k.Day, k.Name, k.Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))];
}
