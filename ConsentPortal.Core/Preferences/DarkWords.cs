using System.Text.RegularExpressions;

namespace ConsentPortal.Core.Preferences;

/// <summary>The beginnings of words and phrases that a fair page does not need, or must have, in one language. Small letters, straight
/// apostrophes; a phrase counts where it begins a word, because languages bend the rest.</summary>
internal sealed partial record DarkWords(string Language)
{
    // letters between a not and what it turns round
    private const int Reach = 22;

    /// <summary>Shames who leaves, or says what they lose.</summary>
    public string[] Guilt { get; init; } = [];

    public string[] Urgency { get; init; } = [];

    /// <summary>Takes silence or somebody else's tick for a yes.</summary>
    public string[] PreTicked { get; init; } = [];

    /// <summary>What a button says that refuses.</summary>
    public string[] Stopping { get; init; } = [];

    /// <summary>None, no more: they refuse only with what is no longer wanted.</summary>
    public string[] NoMore { get; init; } = [];

    /// <summary>Advertising and mail.</summary>
    public string[] Wares { get; init; } = [];

    /// <summary>To miss, to lose: whoever wants none of that wants everything.</summary>
    public string[] Losing { get; init; } = [];

    /// <summary>What a button says that pushes to agree.</summary>
    public string[] Pushing { get; init; } = [];

    public string[] Negations { get; init; } = [];

    /// <summary>Words that already say no: after a negation they say it twice.</summary>
    public string[] Refusals { get; init; } = [];

    public string[] Unticking { get; init; } = [];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }

    /// <summary>A language without words of its own finds nothing.</summary>
    public static DarkWords In(string language) => DarkWordLists.All.GetValueOrDefault(language) ?? new(language);

    /// <summary>The first of the phrases that the text has; null = none.</summary>
    public string? Find(string[] phrases, string text)
    {
        var plain = Plain(text);
        return Array.Find(phrases, phrase => IndexOf(plain, phrase, 0) >= 0);
    }

    /// <summary>The words from the negation on; null = none.</summary>
    public string? FindDoubleNegative(string text)
        => Plain(text).Split(['.', '!', '?', ';', '؟', '؛']).Select(Riddle).FirstOrDefault(r => r is not null);

    /// <summary>True for the words of a button that refuses: it stops something, or wants no more of it.</summary>
    public bool SaysNo(string text) => Find(Pushing, text) is null && Find(Losing, text) is null && (Find(Stopping, text) is not null || (Find(NoMore, text) is not null && Find(Wares, text) is not null));

    /// <summary>On a button that refuses, the words from a negation of the refusal on: do not stop; null = none.</summary>
    public string? FindOpposite(string text)
        => Plain(text).Split(['.', '!', '?', ';', ',', ':', '–', '—', '؟', '؛', '،']).Select(part => Riddle(part, [.. Negations, .. NoMore], [.. Refusals, .. Stopping])).FirstOrDefault(r => r is not null);

    private string? Riddle(string sentence) => Riddle(sentence, Negations, Refusals);

    private string? Riddle(string sentence, string[] negations, string[] refusals)
    {
        foreach (var negation in negations)
        {
            for (var at = IndexOf(sentence, negation, 0); at >= 0; at = IndexOf(sentence, negation, at + 1))
            {
                var end = at + negation.Length;
                if (end < sentence.Length && char.IsLetter(negation[^1]) && char.IsLetter(sentence[end]))
                {
                    continue; // "nothing" is no "not"
                }

                if (refusals.Select(r => (Word: r, At: IndexOf(sentence, r, end))).FirstOrDefault(r => r.At >= 0 && r.At - end <= Reach) is { Word: not null } refused)
                {
                    return sentence[at..(refused.At + refused.Word.Length)];
                }

                if (Unticking.Any(u => IndexOf(sentence, u, 0) >= 0))
                {
                    return sentence.Trim();
                }
            }
        }

        return null;
    }

    private int IndexOf(string text, string phrase, int from)
    {
        for (var at = text.IndexOf(phrase, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsLetter(text[at - 1]) || Language == "ar") // Arabic joins "and", "the", "by" to the word
            {
                return at;
            }
        }

        return -1;
    }

    private static string Plain(string text) => Spaces.Replace(text.Replace('’', '\'').Replace('‘', '\''), " ").ToLowerInvariant();
}
