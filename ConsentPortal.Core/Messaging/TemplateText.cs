using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>A piece of a text: words, or the name of a place.</summary>
internal readonly record struct TemplatePiece(string Text, bool IsPlace);

/// <summary>Takes a text with places apart, and says what cannot stand in it. Read once: what a place is filled with is never read again.</summary>
internal static partial class TemplateText
{
    /// <summary>Words and places in their order.</summary>
    public static IReadOnlyList<TemplatePiece> Read(string text)
    {
        List<TemplatePiece> pieces = [];
        var from = 0;
        foreach (Match match in Place().Matches(text))
        {
            Words(pieces, text[from..match.Index]);
            pieces.Add(new(match.Groups["name"].Value, IsPlace: true));
            from = match.Index + match.Length;
        }

        Words(pieces, text[from..]);
        return pieces;
    }

    /// <summary>The name of the place that is all there is on this line.</summary>
    public static string? Alone(string line) => Place().Match(line.Trim()) is { Success: true } match && match.Length == line.Trim().Length ? match.Groups["name"].Value : null;

    /// <summary>What is wrong with this text of a kind of mail, each with its mend.</summary>
    public static IEnumerable<Problem> Refuse(MailKind kind, string field, string text, int most)
    {
        if (text.Length > most)
        {
            yield return Problem.Invalid(field, $"Use at most {most} characters.");
        }

        if (text.Any(c => IsInvisible(c) && (c != '\n' || field != Fields.Body)))
        {
            yield return Problem.Invalid(field, field == Fields.Body ? "There is an invisible control character in the text: type it again instead of pasting it." : "Use one line of plain characters: no line break, no control character.");
        }

        foreach (var problem in Places(kind, field, text))
        {
            yield return problem;
        }
    }

    /// <summary>Controls, and the marks that turn the direction of everything after them.</summary>
    public static bool IsInvisible(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static IEnumerable<Problem> Places(MailKind kind, string field, string text)
    {
        var pieces = Read(text);
        foreach (var name in pieces.Where(p => p.IsPlace && kind.Place(p.Text) is null).Select(p => p.Text).Distinct(StringComparer.Ordinal))
        {
            yield return Problem.Invalid(field, $"{{{name}}} is not known here. Use {string.Join(", ", Usable(kind, field))}.");
        }

        if (pieces.Any(p => !p.IsPlace && p.Text.AsSpan().IndexOfAny('{', '}') >= 0))
        {
            yield return Problem.Invalid(field, $"Braces stand only around the name of a place: {string.Join(", ", Usable(kind, field))}.");
        }

        if (field != Fields.Body && pieces.FirstOrDefault(p => p.IsPlace && kind.Place(p.Text) is { Shape: not PlaceShape.Word }) is { Text: { } wrong })
        {
            yield return Problem.Invalid(field, $"{{{wrong}}} can stand only in the text, on a line of its own.");
        }
    }

    private static IEnumerable<string> Usable(MailKind kind, string field) => kind.AllPlaces.Where(p => field == Fields.Body || p.Shape == PlaceShape.Word).Select(p => p.Written);

    private static void Words(List<TemplatePiece> pieces, string words)
    {
        if (words.Length > 0)
        {
            pieces.Add(new(words, IsPlace: false));
        }
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z][A-Za-z0-9_]{0,39})\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    /// <summary>The names of the inputs, as problems carry them.</summary>
    internal static class Fields
    {
        public const string Subject = "subject";
        public const string Button = "button";
        public const string Body = "body";
    }
}
