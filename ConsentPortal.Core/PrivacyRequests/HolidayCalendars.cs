using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The calendars that ship with this version, read from <c>PrivacyRequests/Holidays</c>: data, one file a country.</summary>
public static class HolidayCalendars
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<HolidayCalendar> All { get; } = [.. Read().OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>The country's; weekends only where we ship none for it.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    public static HolidayCalendar For(string country) => All.FirstOrDefault(c => c.Code.Equals(country, StringComparison.OrdinalIgnoreCase)) ?? HolidayCalendar.Weekends;

    private static IEnumerable<HolidayCalendar> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Contains(".PrivacyRequests.Holidays.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var file = JsonSerializer.Deserialize<CalendarFile>(stream, Json)!;
            yield return new(file.Code, file.Name, file.TimeZone, file.Holidays);
        }
    }

    private sealed record CalendarFile(string Code, string Name, string TimeZone, IReadOnlyList<HolidayRule> Holidays);
}
