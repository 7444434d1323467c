using System.Globalization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>Values of own fields between what somebody typed and what is stored: a number invariant, a date ISO, a choice as its list spells it.</summary>
public static class ContactFieldValue
{
    /// <summary>What is stored for this text; empty = no value. Null with a sentence where it is none of the field's.</summary>
    public static string? Read(ContactFieldKind kind, IReadOnlyList<string> choices, string? typed, out Sentence? mend)
    {
        mend = null;
        if (Text.Clean(typed) is not { Length: > 0 } text)
        {
            return "";
        }

        var value = kind switch
        {
            ContactFieldKind.Number => Number(text),
            ContactFieldKind.Date => Date(text),
            ContactFieldKind.Choice => choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)),
            ContactFieldKind.YesNo => YesNo(text),
            _ => text.Length <= ContactFieldDefinition.ValueMaxLength ? text : null,
        };
        mend = value is null ? Mend(kind, choices) : null;
        return value;
    }

    private static Sentence Mend(ContactFieldKind kind, IReadOnlyList<string> choices) => kind switch
    {
        ContactFieldKind.Number => (Sentence)"Write a number such as 1234.5, without blanks and with a point before the decimals.",
        ContactFieldKind.Date => (Sentence)"Write a date as year-month-day, such as 1990-12-31.",
        ContactFieldKind.Choice => (Sentence)$"Choose one of: {string.Join(", ", choices)}.",
        ContactFieldKind.YesNo => (Sentence)"Write yes or no.",
        _ => (Sentence)$"At most {ContactFieldDefinition.ValueMaxLength} characters.",
    };

    private static string? Number(string text)
        => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.############################", CultureInfo.InvariantCulture) : null;

    private static string? Date(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string? YesNo(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" or "y" or "x" or "ja" or "wahr" => "true",
        "false" or "no" or "0" or "n" or "nein" or "falsch" => "false",
        _ => null,
    };
}
