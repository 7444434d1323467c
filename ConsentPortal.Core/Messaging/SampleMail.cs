using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>Writes a mail with made-up values. Its link leads to the portal's own start page and acts for nobody.</summary>
public sealed class SampleMail(MailWriter writer, PortalAddress address, TimeProvider clock)
{
    internal Letter Write(MailKind kind, TemplateWords words, MailSender sender, string language)
    {
        MailValues values = new();
        foreach (var place in kind.Places)
        {
            values.With(place.Name, place.Shape == PlaceShape.Link ? [address.To("/")] : place.Samples.Length > 0 ? place.Samples : [Sample(place, language)]);
        }

        return writer.Write(kind, words, sender, language, values);
    }

    private string Sample(MailPlace place, string language) => place.Name switch
    {
        "until" or "ends" or "received" => MailTexts.Day(language, clock.Now() + TimeSpan.FromDays(7)),
        "term" => MailTexts.In(language, "RequestTerm", Sample(new("until"), language)),
        "due" => MailTexts.In(language, "RequestTaskDue", Sample(new("until"), language)),
        "reason" => MailTexts.In(language, "Refusal_legal_obligation"),
        "remedies" => MailTexts.In(language, "RequestRemedies"),
        "preferences" => address.To("/"),
        "unsubscribe" => address.To("/"),
        _ => place.Name,
    };
}
