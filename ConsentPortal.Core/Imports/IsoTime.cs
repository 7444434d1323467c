namespace ConsentPortal.Core.Imports;

/// <summary>Instants as files write them: RFC 3339 and the other common ISO 8601 forms (<c>2024-05-02T18:34:00+02:00</c>,
/// <c>2024-05-02 18:34</c>, <c>20240502T183400Z</c>, <c>2024-05-02</c>). Without an offset it is UTC, without a time 00:00. A form that two
/// countries read differently (03/04/2025) is never guessed.</summary>
public static class IsoTime
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        text = text.Trim();
        Cursor at = new(text);
        if (!at.Number(4, out var year) || year < 1900)
        {
            return false;
        }

        var dashed = at.Take('-');
        if (!at.Number(2, out var month) || (dashed && !at.Take('-')) || !at.Number(2, out var day) || month is 0 or > 12 || day is 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        if (!at.Ended && !(Separated(ref at) && Time(ref at, dashed, ref ticks) && Offset(ref at, ref ticks) && at.Ended))
        {
            return false;
        }

        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new(ticks - ticks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        return true;
    }

    private static bool Separated(ref Cursor at) => at.Take('T') || at.Take('t') || at.Take(' ');

    private static bool Time(ref Cursor at, bool extended, ref long ticks)
    {
        if (!at.Number(2, out var hour) || (extended && !at.Take(':')) || !at.Number(2, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks += hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute;
        if (extended ? !at.Take(':') : !at.IsDigit)
        {
            return true;
        }

        if (!at.Number(2, out var second) || second > 59)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        return !(at.Take('.') || at.Take(',')) || Fraction(ref at, ref ticks);
    }

    private static bool Fraction(ref Cursor at, ref long ticks)
    {
        var digits = 0;
        for (var unit = TimeSpan.TicksPerSecond / 10; at.IsDigit; unit /= 10, digits++)
        {
            _ = at.Number(1, out var digit);
            ticks += digit * unit; // beyond 100 ns a digit adds nothing
        }

        return digits > 0;
    }

    private static bool Offset(ref Cursor at, ref long ticks)
    {
        at.Take(' ');
        if (at.Ended || at.Take('Z') || at.Take('z'))
        {
            return true;
        }

        var west = at.Take('-');
        if ((!west && !at.Take('+')) || !at.Number(2, out var hours))
        {
            return false;
        }

        var minutes = 0;
        if (hours > 18 || (!at.Ended && ((at.Take(':') && at.Ended) || !at.Number(2, out minutes) || minutes > 59)))
        {
            return false;
        }

        var offset = hours * TimeSpan.TicksPerHour + minutes * TimeSpan.TicksPerMinute;
        ticks -= west ? -offset : offset;
        return true;
    }

    private ref struct Cursor(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public readonly bool Ended => rest.IsEmpty;

        public readonly bool IsDigit => rest is [>= '0' and <= '9', ..];

        public bool Take(char wanted)
        {
            var there = rest.Length > 0 && rest[0] == wanted;
            rest = there ? rest[1..] : rest;
            return there;
        }

        public bool Number(int digits, out int number)
        {
            number = 0;
            for (var i = 0; i < digits; i++)
            {
                if (!IsDigit)
                {
                    return false;
                }

                number = number * 10 + (rest[0] - '0');
                rest = rest[1..];
            }

            return true;
        }
    }
}
