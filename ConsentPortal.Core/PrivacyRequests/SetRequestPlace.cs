using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says where a profile's requests are reckoned. Requests that are there keep the dates they were given.</summary>
public sealed class SetRequestPlace(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <param name="Country">ISO 3166-1 alpha-2 of a calendar that ships; empty = weekends only.</param>
    /// <param name="TimeZone">IANA name; empty = the country's.</param>
    public sealed record Command(string Profile, string Country, string TimeZone);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } forbidden)
        {
            return forbidden;
        }

        var (country, zone) = (Text.Clean(command.Country).ToUpperInvariant(), Text.Clean(command.TimeZone));
        if (country.Length > 0 && HolidayCalendars.For(country).Code != country)
        {
            return Problem.Invalid("country", "Choose a country of the list, or none.");
        }

        if (zone.Length > RequestPlace.ZoneMaxLength || (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
        {
            return Problem.Invalid("timeZone", "Write a time zone as Europe/Berlin.");
        }

        if ((await rulebooks.FreshAsync(ct)).Profile(command.Profile) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var place = await db.Set<RequestPlace>().FirstOrDefaultAsync(p => p.ProfileId == profile.Id, ct) ?? db.Add(new RequestPlace { ProfileId = profile.Id }).Entity;
        var changes = new ChangeList().Add("country", place.Country, country).Add("timeZone", place.TimeZone, zone);
        if (changes.Any)
        {
            (place.Country, place.TimeZone) = (country, zone);
            db.Announce(new RequestPlaceSet(profile.Id.ToString()) { SubjectName = profile.Code, Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
        }

        return default(Done);
    }
}
