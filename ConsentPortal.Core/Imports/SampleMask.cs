using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What somebody who may import but not read people is shown of a file: addresses masked, cells that feed nothing hidden, of the rest
/// the form of dates, and words that the portal knows by itself. So a name or a birthday is not seen, whichever field its column is given.</summary>
internal sealed class SampleMask(ImportOptions options, Rulebook rules)
{
    public const string Hidden = "•••";

    private readonly HashSet<string> known = new(rules.Purposes.SelectMany(p => Names(p.Code, p.Name).Concat(p.Topics.SelectMany(t => Names(t.Code, t.Name)))).Concat(options.Statuses.Keys), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where nothing needs to be hidden.</summary>
    public static SampleMask? For(Actor actor, ImportOptions options, Rulebook rules) => actor.May(Permission.ReadContacts) ? null : new(options, rules);

    public string[] Row(IReadOnlyList<string> cells) => [.. cells.Select((cell, at) => Cell(at < options.Columns.Count ? options.Columns[at] : ImportField.Ignore, cell))];

    /// <summary>A word on its own: shown, unless it is an address.</summary>
    public static string Word(string word) => Address(word) ?? word;

    private string Cell(ImportField field, string cell)
    {
        var text = CsvText.Unguard(cell).Trim().ToString();
        return text.Length == 0 ? "" : Address(text) is { } masked ? masked : field switch
        {
            ImportField.OccurredAt or ImportField.ValidUntil or ImportField.ConfirmedAt when new DateReader(DateForm.Unix, null).TryParse(text, out _) => Form(text),
            ImportField.Status or ImportField.Channel or ImportField.Purpose or ImportField.Topic or ImportField.Source when Knows(text) => text,
            _ => Hidden,
        };
    }

    // "2025-01-02" is "dddd-dd-dd": enough to see how dates are written, and nobody's birthday
    private static string Form(string date) => string.Concat(date.Select(c => char.IsDigit(c) ? 'd' : c));

    private bool Knows(string word) => StatusWords.IsLikely(word) || ChannelWords.TryParse(word, out _) || known.Contains(word);

    private static IEnumerable<string> Names(string code, LocalText name) => name.Texts.Values.Append(code);

    // whatever column it stands in
    private static string? Address(string text) => ContactPointKey.TryParse(Channel.Email, text, out var mail) ? ContactPointKey.Mask(Channel.Email, mail.Canonical)
        : text.Contains('@', StringComparison.Ordinal) ? Hidden
        : text[0] == '+' && ContactPointKey.TryParse(Channel.Sms, text, out var phone) ? ContactPointKey.Mask(Channel.Sms, phone.Canonical) : null;
}
