using System.Globalization;

namespace ConsentPortal.Core.Imports;

/// <summary>How the dates of a file are written.</summary>
public enum DateForm
{
    /// <summary>ISO 8601 (<see cref="IsoTime"/>).</summary>
    Iso,

    /// <summary>Seconds since 1970, as in <c>1443651154</c>; milliseconds where there are 13 digits.</summary>
    Unix,

    /// <summary><c>31/12/2025 18:30</c>, <c>31.12.2025</c>.</summary>
    DayFirst,

    /// <summary><c>12/31/2025 6:30 PM</c>.</summary>
    MonthFirst,
}

/// <summary>Reads the dates of a file in its one form. ISO 8601 is always understood beside it, because it cannot be meant otherwise.</summary>
internal sealed class DateReader(DateForm form, string? zone)
{
    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt", ", H:mm", ", H:mm:ss", ", h:mm tt", ", h:mm:ss tt"];
    private static readonly string[] DayFirst = [.. Forms("d/M/yyyy", "d.M.yyyy", "d-M-yyyy")], MonthFirst = [.. Forms("M/d/yyyy", "M-d-yyyy", "M.d.yyyy")];
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private readonly TimeZoneInfo? place = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : null;

    public bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        text = text.Trim();
        if (IsoTime.TryParse(text, out instant))
        {
            return NamesZone(text) || TryLocal(instant.DateTime, out instant);
        }

        return form switch
        {
            DateForm.Unix => TryUnix(text, out instant),
            DateForm.DayFirst => TryWritten(text, DayFirst, out instant),
            DateForm.MonthFirst => TryWritten(text, MonthFirst, out instant),
            _ => false,
        };
    }

    private static IEnumerable<string> Forms(params string[] days) => days.SelectMany(d => Times.Select(t => d + t));

    // a date alone has no zone and is midnight UTC, as ever
    private static bool NamesZone(ReadOnlySpan<char> text) => text.Length <= 10 || text[^1] is 'Z' or 'z' || text[10..].IndexOfAny('+', '-') >= 0;

    private static bool TryUnix(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is < 9 or > 13 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (text.Length < 13 && number > LastSecond))
        {
            return false;
        }

        instant = text.Length == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : DateTimeOffset.FromUnixTimeSeconds(number);
        return true;
    }

    private bool TryWritten(ReadOnlySpan<char> text, string[] forms, out DateTimeOffset instant)
    {
        instant = default;
        return DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year >= 1900 && TryLocal(time, out instant);
    }

    // an hour that the clocks jumped over is read as if they had not; the last night of all may lie beyond what UTC can say
    private bool TryLocal(DateTime time, out DateTimeOffset instant)
    {
        var offset = place?.GetUtcOffset(time) ?? TimeSpan.Zero;
        var beyond = time.Ticks - offset.Ticks < 0 || time.Ticks - offset.Ticks > DateTime.MaxValue.Ticks;
        instant = beyond ? default : new DateTimeOffset(time, offset).ToUniversalTime();
        return !beyond;
    }
}
