using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What somebody who may import but not read people is shown of a file: addresses masked, cells that feed nothing hidden, of the rest
/// dates, known words, and what several rows share. So a name or a birthday is not seen, whichever field its column is given.</summary>
internal sealed class SampleMask(IReadOnlyList<ImportField> columns, Func<string, bool> common)
{
    public const string Hidden = "•••";

    /// <summary>Null where nothing needs to be hidden.</summary>
    public static SampleMask? For(Actor actor, IReadOnlyList<ImportField> columns, IEnumerable<IReadOnlyList<string>> rows, Func<string, bool>? known = null)
    {
        if (actor.May(Permission.ReadContacts))
        {
            return null;
        }

        var shared = rows.SelectMany(r => r.Select(c => c.Trim()).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(c => c, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(columns, cell => shared.Contains(cell) || known?.Invoke(cell) == true);
    }

    public string[] Row(IReadOnlyList<string> cells) => [.. cells.Select((cell, at) => Cell(at < columns.Count ? columns[at] : ImportField.Ignore, cell))];

    /// <summary>A word on its own: shown, unless it is an address.</summary>
    public static string Word(string word) => Address(word) ?? word;

    private string Cell(ImportField field, string cell)
    {
        var text = CsvText.Unguard(cell).Trim().ToString();
        return text.Length == 0 ? "" : Address(text) is { } masked ? masked : field switch
        {
            ImportField.OccurredAt or ImportField.ValidUntil or ImportField.ConfirmedAt when new DateReader(DateForm.Unix, null).TryParse(text, out _) => text,
            ImportField.Status or ImportField.Channel or ImportField.Purpose or ImportField.Topic or ImportField.Source when StatusWords.IsLikely(text) || ChannelWords.TryParse(text, out _) || common(text) => text,
            _ => Hidden,
        };
    }

    // whatever column it stands in
    private static string? Address(string text) => ContactPointKey.TryParse(Channel.Email, text, out var mail) ? ContactPointKey.Mask(Channel.Email, mail.Canonical)
        : text.Contains('@', StringComparison.Ordinal) ? Hidden
        : text[0] == '+' && ContactPointKey.TryParse(Channel.Sms, text, out var phone) ? ContactPointKey.Mask(Channel.Sms, phone.Canonical) : null;
}
