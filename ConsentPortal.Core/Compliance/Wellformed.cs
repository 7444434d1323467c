using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The rules that every code, name and text of the rulebook meets, each with a sentence that says the mend. Lengths are the
/// columns' own.</summary>
internal static partial class Wellformed
{
    public const int ApplicationsMax = 50;
    public const int LanguageMaxLength = 12;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slug { get; }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag { get; }

    public static bool IsSlug(string code) => code.Length <= ComplianceProfile.CodeMaxLength && Slug.IsMatch(code);

    public static IEnumerable<Problem> Code(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            yield return Problem.Invalid("code", "Enter a code: programs name it, and it can never be changed.");
        }
        else if (!IsSlug(code))
        {
            yield return Problem.Invalid("code", "Use lower-case letters, digits and single hyphens, at most 60 characters: product-news.");
        }
    }

    public static IEnumerable<Problem> Line(string field, string? text, int most, string? missing = null)
    {
        var clean = Text.Clean(text);
        if (clean.Length == 0 && missing is not null)
        {
            yield return Problem.Invalid(field, missing);
        }
        else if (clean.Length > most)
        {
            yield return Problem.Invalid(field, $"Use at most {most} characters.");
        }
    }

    /// <summary>What a profile says of itself.</summary>
    public static IEnumerable<Problem> Profile(string? name, string? company, string? address, string? language, IReadOnlyList<string> applications) =>
    [
        .. Line("name", name, ComplianceProfile.NameMaxLength, "Enter a name."),
        .. Line("companyName", company, ComplianceProfile.NameMaxLength),
        .. Line("postalAddress", address, ComplianceProfile.AddressMaxLength),
        .. Language(language),
        .. Applications(applications),
    ];

    /// <summary>Name and description of a purpose or topic: English is what readers of every other language fall back to.</summary>
    public static IEnumerable<Problem> Texts(LocalText? name, LocalText? description)
    {
        if (string.IsNullOrEmpty(name?.Exactly("en")))
        {
            yield return Problem.Invalid("name.en", "Enter the English name: readers of a language that is missing see it.");
        }

        foreach (var problem in Lengths("name", name, Purpose.NameMaxLength).Concat(Lengths("description", description, Purpose.DescriptionMaxLength)))
        {
            yield return problem;
        }
    }

    public static IEnumerable<Problem> Language(string? language)
    {
        if (language is not { Length: > 0 and <= LanguageMaxLength } || !LanguageTag.IsMatch(language))
        {
            yield return Problem.Invalid("defaultLanguage", "Choose a language by its code: en, de, pt-BR.");
        }
    }

    public static IEnumerable<Problem> Applications(IReadOnlyList<string> names)
    {
        if (names.Count > ApplicationsMax || names.Any(n => n.Length > ComplianceProfile.NameMaxLength))
        {
            yield return Problem.Invalid("applications", $"Name at most {ApplicationsMax} applications, each with at most {ComplianceProfile.NameMaxLength} characters.");
        }
    }

    /// <summary>Trimmed, without blanks, each once, in the order given.</summary>
    public static List<string> Names(IEnumerable<string>? names)
        => [.. (names ?? []).Select(n => Text.Clean(n)).Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static LocalText Clean(LocalText? text) => new((text?.Texts ?? LocalText.Empty.Texts).Select(t => KeyValuePair.Create(t.Key, Text.Clean(t.Value))));

    private static IEnumerable<Problem> Lengths(string field, LocalText? text, int most)
        => from pair in text?.Texts ?? LocalText.Empty.Texts
           where pair.Value.Length > most
           select Problem.Invalid($"{field}.{pair.Key}", $"Use at most {most} characters.");
}

internal static class LocalChanges
{
    /// <summary>What changed in a text, language by language.</summary>
    public static ChangeList AddTexts(this ChangeList changes, string field, LocalText old, LocalText @new)
    {
        foreach (var language in old.Texts.Keys.Union(@new.Texts.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            changes.Add($"{field}.{language}", old.Exactly(language), @new.Exactly(language));
        }

        return changes;
    }
}
