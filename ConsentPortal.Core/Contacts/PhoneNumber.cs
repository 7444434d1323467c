using System.Collections.Frozen;

namespace ConsentPortal.Core.Contacts;

/// <summary>The canonical form of a phone number: E.164, <c>+</c> and 7 to 15 digits. What is unclear is refused, never guessed.</summary>
internal static class PhoneNumber
{
    // country → calling code, trunk prefix that falls away ("" = none, as in Italy, which keeps its zero)
    private static readonly FrozenDictionary<string, (string Code, string Trunk)> Countries = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase)
    {
        ["AT"] = ("43", "0"), ["AU"] = ("61", "0"), ["BE"] = ("32", "0"), ["BG"] = ("359", "0"), ["BR"] = ("55", "0"), ["CA"] = ("1", "1"),
        ["CH"] = ("41", "0"), ["CY"] = ("357", ""), ["CZ"] = ("420", ""), ["DE"] = ("49", "0"), ["DK"] = ("45", ""), ["EE"] = ("372", ""),
        ["ES"] = ("34", ""), ["FI"] = ("358", "0"), ["FR"] = ("33", "0"), ["GB"] = ("44", "0"), ["GR"] = ("30", ""), ["HR"] = ("385", "0"),
        ["IE"] = ("353", "0"), ["IN"] = ("91", "0"), ["IS"] = ("354", ""), ["IT"] = ("39", ""), ["JP"] = ("81", "0"), ["LI"] = ("423", ""),
        ["LU"] = ("352", ""), ["LV"] = ("371", ""), ["MT"] = ("356", ""), ["NL"] = ("31", "0"), ["NO"] = ("47", ""), ["NZ"] = ("64", "0"),
        ["PL"] = ("48", ""), ["PT"] = ("351", ""), ["RO"] = ("40", "0"), ["SE"] = ("46", "0"), ["SI"] = ("386", "0"), ["SK"] = ("421", "0"),
        ["TR"] = ("90", "0"), ["US"] = ("1", "1"), ["ZA"] = ("27", "0"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when it is no number, or a national one without a country to read it by.</summary>
    public static string? Canonical(string typed, string? defaultCountry)
    {
        var text = typed.Trim();
        var international = text is ['+', ..];
        if (Digits(international ? text.AsSpan(1) : text) is not { } digits)
        {
            return null;
        }

        if (!international)
        {
            if (defaultCountry is null || !Countries.TryGetValue(defaultCountry, out var country))
            {
                return null;
            }

            digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
                : country.Code + (country.Trunk.Length > 0 && digits.StartsWith(country.Trunk, StringComparison.Ordinal) ? digits[country.Trunk.Length..] : digits);
        }

        return digits.Length is >= 7 and <= 15 && digits[0] != '0' ? "+" + digits : null;
    }

    // "(030) 123-45.67" is written by people; anything but digits and these marks is not
    private static string? Digits(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[20];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length)
                {
                    return null;
                }

                digits[count++] = c;
            }
            else if (c is not (' ' or '\u00A0' or '-' or '.' or '/' or '(' or ')'))
            {
                return null;
            }
        }

        return count == 0 ? null : new(digits[..count]);
    }
}
