using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>What a mail must and must not say, so that nobody gets a confirmation without its link.</summary>
internal static class TemplateRules
{
    public static List<Problem> Refuse(MailKind kind, TemplateWords words) =>
    [
        .. Missing(TemplateText.Fields.Subject, words.Subject, "Enter a subject."),
        .. TemplateText.Refuse(kind, TemplateText.Fields.Subject, words.Subject, MessageTemplate.SubjectMaxLength),
        .. kind.HasLink ? Missing(TemplateText.Fields.Button, words.Button, "Say what the button does.") : [],
        .. TemplateText.Refuse(kind, TemplateText.Fields.Button, words.Button, MessageTemplate.ButtonMaxLength),
        .. Missing(TemplateText.Fields.Body, words.Body, "Enter a text."),
        .. TemplateText.Refuse(kind, TemplateText.Fields.Body, words.Body, MessageTemplate.BodyMaxLength),
        .. words.Body.Length > 0 ? Blocks(kind, words.Body) : [],
    ];

    private static IEnumerable<Problem> Missing(string field, string text, string mend)
    {
        if (text.Length == 0)
        {
            yield return Problem.Invalid(field, mend);
        }
    }

    // {link} and lists are blocks: they stand alone, and the link once
    private static IEnumerable<Problem> Blocks(MailKind kind, string body)
    {
        foreach (var place in kind.Places)
        {
            var alone = body.Split('\n').Count(line => TemplateText.Alone(line) == place.Name);
            var all = TemplateText.Read(body).Count(p => p.IsPlace && p.Text == place.Name);
            if (place.Required && all == 0)
            {
                yield return place.Shape == PlaceShape.Word
                    ? Problem.Invalid(TemplateText.Fields.Body, $"Put {place.Written} into the text: without it the mail is of no use.")
                    : Problem.Invalid(TemplateText.Fields.Body, $"Put {place.Written} on a line of its own: without it the mail is of no use.");
            }
            else if (place.Shape != PlaceShape.Word && all != alone)
            {
                yield return Problem.Invalid(TemplateText.Fields.Body, $"Put {place.Written} on a line of its own.");
            }
            else if (place.Shape == PlaceShape.Link && all > 1)
            {
                yield return Problem.Invalid(TemplateText.Fields.Body, $"Put {place.Written} in once: a mail has one button.");
            }
        }
    }
}
