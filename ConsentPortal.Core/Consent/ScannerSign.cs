using System.Text.Json;

namespace ConsentPortal.Core.Consent;

/// <summary>Why a form was taken for a mail scanner's. In words: <c>no_language</c>, <c>program</c>, <c>too_fast</c>, <c>no_agent</c>, <c>after_many</c>.</summary>
public enum ScannerSign
{
    /// <summary>The browser named no language: people's browsers do.</summary>
    NoLanguage,

    /// <summary>It called itself by the name of a program.</summary>
    Program,

    /// <summary>It answered faster than anybody reads.</summary>
    TooFast,

    /// <summary>It did not say what it was.</summary>
    NoAgent,

    /// <summary>Links of many people were used from one network within a minute.</summary>
    AfterMany,
}

/// <summary>Signs as one stored text: their words with a blank between.</summary>
public static class ScannerSignWords
{
    private static readonly Dictionary<string, ScannerSign> ByWord = Enum.GetValues<ScannerSign>().ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(ScannerSign sign) => JsonNamingPolicy.SnakeCaseLower.ConvertName(sign.ToString());

    internal static string Join(IEnumerable<ScannerSign> signs) => string.Join(' ', signs.Distinct().Order().Select(Of));

    internal static IReadOnlyList<ScannerSign> Split(string words)
        => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(ByWord.ContainsKey).Select(w => ByWord[w])];
}
