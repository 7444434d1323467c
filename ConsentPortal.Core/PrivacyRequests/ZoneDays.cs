namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Which day it is now where a controller is: a case is late when its day is over there, not in Greenwich.</summary>
internal sealed class ZoneDays(DateTimeOffset now)
{
    private readonly Dictionary<string, DateOnly> days = new(StringComparer.Ordinal);

    /// <param name="zone">An IANA name, as a profile has it.</param>
    public DateOnly In(string zone)
    {
        if (!days.TryGetValue(zone, out var day))
        {
            days[zone] = day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        }

        return day;
    }
}
