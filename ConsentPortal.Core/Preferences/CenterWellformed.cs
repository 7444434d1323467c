using System.Globalization;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What even a draft must be: bounded, in languages that ship, without two sections of one name. Whether it is fair and complete is
/// <see cref="CenterCheck"/>'s to say.</summary>
public static partial class CenterWellformed
{
    public const int SectionsMax = 30, TitleMaxLength = 120, BodyMaxLength = 2_000, ButtonMaxLength = 60, AltMaxLength = 300;

    // text-2: a word and perhaps a number
    [GeneratedRegex("^[a-zA-Z]{2,24}(-[0-9]{1,4})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyShape { get; }

    /// <summary>Fields are named <c>text-2.body.de</c>, <c>look.accent</c>, <c>sections</c>.</summary>
    public static List<Problem> Check(CenterDesign design) => [.. Sections(design), .. design.Sections.Take(SectionsMax).SelectMany(Section), .. Look(design.Look)];

    private static IEnumerable<Problem> Sections(CenterDesign design)
    {
        if (design.Sections.Count > SectionsMax)
        {
            yield return Problem.Invalid("sections", $"A page has at most {SectionsMax} sections.");
        }

        foreach (var twice in design.Sections.Take(SectionsMax).GroupBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return Problem.Invalid("sections", $"Two sections are named “{Text.Cut(twice.Key, 30)}”. Give one of them another key.");
        }
    }

    private static IEnumerable<Problem> Section(CenterSection section)
    {
        if (!KeyShape.IsMatch(section.Key))
        {
            return [Problem.Invalid("sections", $"“{Text.Cut(section.Key, 30)}” is no key of a section. Use letters and perhaps a number: text-2.")];
        }

        return
        [
            .. Texts(section.Key, CenterReader.Title, section.Title, TitleMaxLength), .. Texts(section.Key, CenterReader.Body, section.Body, BodyMaxLength),
            .. Texts(section.Key, CenterReader.Button, section.Button, ButtonMaxLength), .. Texts(section.Key, CenterReader.ImageAlt, section.ImageAlt, AltMaxLength),
            .. Reference($"{section.Key}.{CenterReader.Image}", section.Image),
        ];
    }

    private static IEnumerable<Problem> Look(BrandLook look) =>
    [
        .. Reference("look.logo", look.Logo), .. Reference("look.font", look.Font), .. Colour("look.accent", look.Accent), .. Colour("look.accentDark", look.AccentDark),
        .. look.LogoAlt?.Length > TitleMaxLength ? new[] { Problem.Invalid("look.logoAlt", $"Use at most {TitleMaxLength} characters.") } : [],
    ];

    private static IEnumerable<Problem> Texts(string key, string field, LocalText text, int most)
    {
        foreach (var (language, words) in text.Texts)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{key}.{field}.{Text.Cut(language, 12)}");
            if (!ReaderLanguage.All.Any(l => l.Code == language))
            {
                yield return Problem.Invalid(place, $"Pages are not shown in the language “{Text.Cut(language, 12)}”. Use one of: {string.Join(", ", ReaderLanguage.All.Select(l => l.Code))}.");
            }
            else if (words.Length > most)
            {
                yield return Problem.Invalid(place, $"Use at most {most} characters.");
            }
            else if (words.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || !IsWhole(words))
            {
                yield return Problem.Invalid(place, "The text holds characters that no page can show. Type it anew.");
            }
        }
    }

    private static bool IsWhole(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(words[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<Problem> Reference(string field, string? reference)
        => reference is null || FileReference.Parse(reference) is not null ? []
            : [Problem.Invalid(field, "Choose a file of the branding folder, or one that was uploaded.")];

    private static IEnumerable<Problem> Colour(string field, string? colour)
        => colour is null || Contrast.IsColour(colour) ? [] : [Problem.Invalid(field, "Write the colour as # and six digits: #2f4fb0.")];
}
