using System.Globalization;

namespace ConsentPortal.Core.Consent;

/// <summary>A place in a list that is ordered by when something was recorded, then by a number that rises: <c>638….42</c>.</summary>
internal readonly record struct ListCursor(DateTimeOffset At, long Number)
{
    public static bool TryParse(string? text, out ListCursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var parts = text.Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        cursor = new(new(ticks, TimeSpan.Zero), number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Number}");
}

/// <summary>A list's keys in its order, one more than the page holds where there are more.</summary>
internal static class ListPaging
{
    /// <summary>The page in the order that is shown, with the cursors of its ends.</summary>
    public static (List<T> Keys, string? Previous, string? Next) Cut<T>(List<T> keys, ConsentListQuery query, Func<T, ListCursor> cursorOf)
    {
        var more = keys.Count > query.Size;
        keys = more ? keys[..query.Size] : keys;
        if (query.Backwards)
        {
            keys.Reverse();
        }

        var hasPrevious = query.Backwards ? more : query.Cursor is { Length: > 0 };
        var hasNext = !query.Backwards ? more : true;
        return (keys, hasPrevious && keys.Count > 0 ? cursorOf(keys[0]).ToString() : null, hasNext && keys.Count > 0 ? cursorOf(keys[^1]).ToString() : null);
    }
}
