using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Whose holidays and whose midnight count for a profile: its own place, else the country of the company.</summary>
internal sealed record RequestPlaces(HolidayCalendar Calendar, TimeZoneInfo Zone)
{
    public static async Task<RequestPlaces> OfAsync(PortalDb db, Id<ComplianceProfile> profile, CancellationToken ct)
    {
        var own = await db.Set<RequestPlace>().AsNoTracking().FirstOrDefaultAsync(p => p.ProfileId == profile, ct);
        var country = own?.Country ?? await db.Set<Setting>().AsNoTracking().Where(s => s.Name == SettingNames.Country).Select(s => s.Value).FirstOrDefaultAsync(ct) ?? "";
        var calendar = HolidayCalendars.For(country);
        return new(calendar, TimeZoneInfo.FindSystemTimeZoneById(own is { TimeZone.Length: > 0 } ? own.TimeZone : calendar.TimeZone));
    }
}
