using System.Globalization;
using System.Text;

namespace ConsentPortal.Core.Compliance;

/// <summary>Suggests a code for a name, as a person would write it: "Größe &amp; Preise" becomes <c>groesse-preise</c>.</summary>
public static class CodeNames
{
    /// <summary>A valid code, or empty where the name has no letter or digit that a code can hold.</summary>
    public static string Suggest(string? name)
    {
        StringBuilder code = new();
        foreach (var letter in Spelled(name ?? "").Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                code.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && code.Length > 0 && code[^1] != '-')
            {
                code.Append('-');
            }
        }

        return Kernel.Text.Cut(code.ToString(), Purpose.CodeMaxLength).Trim('-');
    }

    /// <summary>The use of data that a code such as <c>sale-or-share</c> or <c>eu-profiling</c> names; null = none that we know.</summary>
    internal static DataUse? DataUseOf(string code)
    {
        bool Ends(string word) => code == word || code.EndsWith($"-{word}", StringComparison.Ordinal);
        return Ends("sale-or-share") ? DataUse.SaleOrShare : Ends("profiling") ? DataUse.Profiling : Ends("analytics") ? DataUse.Analytics : null;
    }

    private static string Spelled(string name) => name.Replace("ä", "ae", StringComparison.OrdinalIgnoreCase).Replace("ö", "oe", StringComparison.OrdinalIgnoreCase)
        .Replace("ü", "ue", StringComparison.OrdinalIgnoreCase).Replace("ß", "ss", StringComparison.Ordinal).Replace("ø", "o", StringComparison.OrdinalIgnoreCase).Replace("ł", "l", StringComparison.OrdinalIgnoreCase);
}
