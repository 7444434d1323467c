using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConsentPortal.Core.Kernel;

/// <summary>An English sentence to a person, with its values still apart, so that a page can say the same in another language: the format
/// (<c>At most {0} characters.</c>) is the key of its translations. A plain string and an interpolated one both become one by themselves.</summary>
[InterpolatedStringHandler]
public sealed class Sentence
{
    private readonly StringBuilder format;
    private readonly List<object?> values = [];

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public Sentence(int literalLength, int formattedCount) => format = new(literalLength + (formattedCount * 3));

    private Sentence(string text) => format = new(text);

    public string Format => format.ToString();

    public IReadOnlyList<object?> Values => values;

    /// <summary>In English, with its values.</summary>
    public string Text => values.Count == 0 ? format.ToString() : string.Format(CultureInfo.CurrentCulture, format.ToString(), [.. values]);

    // a text with places has its braces doubled; one without is a key as it stands
    public static implicit operator Sentence(string text) => new(text);

    public void AppendLiteral(string value) => format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value, string? format = null)
    {
        this.format.Append(CultureInfo.InvariantCulture, $"{{{values.Count}{(format is null ? "" : ":" + format)}}}");
        values.Add(value);
    }
}
