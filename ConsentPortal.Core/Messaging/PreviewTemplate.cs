using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>How a mail in these words will look, with sample values; nothing is stored.</summary>
public sealed class PreviewTemplate(TemplateStore store, SampleMail samples)
{
    public sealed record Query(TemplateKey Key, TemplateWords Words, MailSender Sender);

    public sealed record View(string Subject, string Text, string Html);

    /// <summary>Answers every problem that would keep these words from being saved.</summary>
    public Outcome<View> Run(Query query, Actor actor)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        if (store.Kind(query.Key) is not { } kind)
        {
            return Problem.NotFound("There is no such mail text.");
        }

        var words = query.Words.Tidy();
        if (TemplateRules.Refuse(kind, words) is { Count: > 0 } problems)
        {
            return problems;
        }

        var letter = samples.Write(kind, words, query.Sender, query.Key.Language);
        return new View(letter.Subject, letter.Body.Text, letter.Body.Html);
    }
}
