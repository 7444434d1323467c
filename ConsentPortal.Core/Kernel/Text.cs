namespace ConsentPortal.Core.Kernel;

/// <summary>Text from outside on its way into a column.</summary>
public static class Text
{
    /// <summary>Trimmed and without NUL, which PostgreSQL cannot hold; empty for nothing.</summary>
    public static string Clean(string? text) => CleanOrNull(text) ?? "";

    /// <summary>As <see cref="Clean"/>, but null for nothing.</summary>
    public static string? CleanOrNull(string? text)
    {
        var clean = text?.Replace("\0", "", StringComparison.Ordinal).Trim();
        return string.IsNullOrEmpty(clean) ? null : clean;
    }

    /// <summary>At most this many characters, never half of a surrogate pair.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
}
