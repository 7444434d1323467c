using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>What a colour comes to on the grounds of the public pages.</summary>
/// <param name="Ratio">The contrast on the ground where it is least, rounded down: what is said never flatters.</param>
/// <param name="Nearest">The nearest colour that can be read on all of them; the colour itself where it can.</param>
public sealed record ColourVerdict(string Colour, decimal Ratio, string Ground, string Nearest)
{
    /// <summary>What text needs, to 1.</summary>
    public const decimal Needed = 4.5m;

    public bool Passes => Nearest == Colour;
}

/// <summary>The grounds of the public pages and the rule that a brand's colours meet on them: a colour is text and link there, and ground for
/// the text of a button (WCAG 2.2, 1.4.3).</summary>
public static class PublicColours
{
    /// <summary>Used where nobody chose one.</summary>
    public const string DefaultAccent = "#2f4fb0", DefaultAccentDark = "#a9bcff";

    /// <summary>The length of <c>#rrggbb</c>.</summary>
    public const int Length = 7;

    /// <summary>Cards and pages by day, as <c>public.css</c> has them; a button's text is the first.</summary>
    public static IReadOnlyList<string> Light { get; } = ["#ffffff", "#f4f5f7"];

    /// <summary>By night; a button's text is darker than all of them.</summary>
    public static IReadOnlyList<string> Dark { get; } = ["#1c2027", "#13161b"];

    /// <summary>As people type it (<c>ABC</c>, <c>2F4FB0</c>) made <c>#rrggbb</c>; null for nothing, anything else as it stands.</summary>
    public static string? Tidy(string? typed)
    {
        if (Text.CleanOrNull(typed)?.TrimStart('#').ToLowerInvariant() is not { Length: > 0 } digits)
        {
            return null;
        }

        var full = digits.Length == 3 ? string.Concat(digits.Select(d => $"{d}{d}")) : digits;
        return Contrast.IsColour($"#{full}") ? $"#{full}" : Text.Clean(typed);
    }

    /// <summary>Null for what is no colour.</summary>
    public static ColourVerdict? Judge(string? colour, IReadOnlyList<string> grounds)
    {
        if (!Contrast.IsColour(colour))
        {
            return null;
        }

        var (ratio, ground) = Contrast.Least(colour!, grounds);
        return new(colour!, (Math.Floor((decimal)ratio * 100) / 100) + 0.00m, ground, Contrast.Nearest(colour!, grounds) ?? colour!);
    }

    /// <summary>Refuses what is no colour and what people could not read, with the contrast, the ground and the nearest colour that they can. Null
    /// is no choice and passes.</summary>
    public static IEnumerable<Problem> Check(string field, string? colour, IReadOnlyList<string> grounds)
    {
        if (colour is null)
        {
            yield break;
        }

        if (Judge(colour, grounds) is not { } verdict)
        {
            yield return Problem.Invalid(field, "Write the colour as # and six digits: #2f4fb0.");
        }
        else if (!verdict.Passes)
        {
            yield return Problem.Invalid(field, $"{verdict.Colour} has a contrast of only {verdict.Ratio} to 1 on {verdict.Ground}; text needs {ColourVerdict.Needed} to 1. The nearest colour that can be read is {verdict.Nearest}.");
        }
    }
}
