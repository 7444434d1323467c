using System.Globalization;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>Text made ready for a search by any part of it: lower case, without accents, so that <c>muller</c> finds Müller. Stored
/// beside the name, because neither database compares letters beyond ASCII the same way.</summary>
public static class SearchText
{
    public const int MaxLength = 800;

    public static string Fold(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (var c in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c switch { 'ß' => "ss", 'ø' => "o", 'ł' => "l", 'đ' => "d", 'ð' => "d", 'æ' => "ae", 'œ' => "oe", 'ı' => "i", 'þ' => "th", '\0' => "", _ => c.ToString() });
            }
        }

        return Text.Cut(folded.ToString().Trim(), MaxLength);
    }

    /// <summary>The pattern of LIKE for "contains", with backslash as escape.</summary>
    internal static string Containing(string part)
        => $"%{part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
