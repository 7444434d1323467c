namespace ConsentPortal.Core.Messaging;

/// <summary>The words of a mail with its places still open: subject, the label of the button, and the body. In the body an empty line
/// parts paragraphs; <c>{link}</c> and lists stand on lines of their own.</summary>
public sealed record TemplateWords(string Subject, string Button, string Body)
{
    /// <summary>As it is stored: ends of lines and tabs of every keyboard made one, blanks around it dropped.</summary>
    public TemplateWords Tidy() => new(Tidy(Subject), Tidy(Button), Tidy(Body));

    private static string Tidy(string? text)
        => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Replace('\t', ' ').Split('\n').Select(l => l.TrimEnd())).Trim();
}

/// <summary>Which text: one kind of mail under one profile (by its number) in one language (<see cref="MailTexts.Languages"/>).</summary>
public sealed record TemplateKey(long ProfileId, string Kind, string Language);

/// <summary>Who writes: what a reader is told in the foot of every mail, and whose brand colours the button.</summary>
/// <param name="Brand">The profile's code, by which the brand is found.</param>
public sealed record MailSender(long ProfileId, string Brand, string Name, string PostalAddress)
{
    /// <summary>What the reader's mail program shows as the sender.</summary>
    public MailFrom From { get; init; } = MailFrom.Portal;

    public string Foot => string.Join('\n', new[] { Name, PostalAddress }.Where(l => l.Length > 0));
}

/// <summary>What fills the places of one mail, by name. A value is written as it is: nothing in it is taken for a place or for markup.</summary>
public sealed class MailValues
{
    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);

    public MailValues With(string place, string value)
    {
        values[place] = [value];
        return this;
    }

    public MailValues With(string place, IEnumerable<string> items)
    {
        values[place] = [.. items];
        return this;
    }

    internal IReadOnlyList<string> Of(string place) => values.TryGetValue(place, out var value) ? value : throw new ArgumentException($"The mail has no value for {{{place}}}.", nameof(place));
}
