using System.Net;
using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>The sign-up form as plain HTML for the owner's own site: all that the hosted page carries, in one language, nothing ticked. It posts
/// to the hosted page, which shows problems and the answer in that language; nothing counts until the address or number confirms.</summary>
/// <param name="Address">Of the hosted page, absolute.</param>
internal sealed record SnippetHtml(ReadSubscribePage.View View, string Language, string Address)
{
    /// <summary>Of the privacy policy; null = none is named.</summary>
    public string? Policy { get; init; }

    public override string ToString()
    {
        StringBuilder html = new();
        html.Append("<form method=\"post\" action=\"").Append(Encode($"{Address}?lang={Language}")).Append("\" accept-charset=\"utf-8\" lang=\"").Append(Language)
            .Append("\" dir=\"").Append(Languages.Direction(Language)).Append("\">\n");
        html.Append("  <input type=\"hidden\" name=\"seen\" value=\"").Append(Encode(string.Join(' ', View.Boxes.Select(b => $"{b.Key}={b.Wording.Shown.Version}")))).Append("\">\n");
        Head(html);
        foreach (var group in View.Groups)
        {
            SnippetBoxes.Write(html, group, Language);
        }

        About(html);
        if (View.Page.AsksChild)
        {
            Child(html);
        }

        Foot(html);
        return html.Append("</form>\n").ToString();
    }

    /// <summary>The form on an otherwise empty page, as a browser shows it without any style.</summary>
    public string AsPage => $"<!DOCTYPE html><html lang=\"{Language}\" dir=\"{Languages.Direction(Language)}\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>{Say("Subscribe")}</title></head>"
        + $"<body style=\"font:1rem/1.5 system-ui,sans-serif;margin:1rem;overflow-wrap:anywhere\">{this}</body></html>";

    internal static string Encode(string text) => WebUtility.HtmlEncode(text.ReplaceLineEndings("\n")).Replace("\n", "<br>", StringComparison.Ordinal);

    private string Sender => ConfirmationMail.Sender(View.Profile);

    private void Head(StringBuilder html)
    {
        var (title, intro) = (View.Page.Title.In(Language, View.Profile.DefaultLanguage), View.Page.Intro.In(Language, View.Profile.DefaultLanguage));
        html.Append("  <h2 dir=\"auto\">").Append(title.Length > 0 ? Encode(title) : Say("Messages from {0}", Sender)).Append("</h2>\n");
        if (intro.Length > 0)
        {
            html.Append("  <p dir=\"auto\">").Append(Encode(intro)).Append("</p>\n");
        }
    }

    private void About(StringBuilder html)
    {
        html.Append("  <fieldset>\n    <legend>").Append(Say("About you")).Append("</legend>\n");
        Entry(html, "email", "Email address", "email", "email", View.AsksPhone ? Say("Needed for all that comes by email.") : "", required: !View.AsksPhone);
        if (View.AsksPhone)
        {
            Entry(html, "phone", "Phone number", "tel", "tel", Say("Needed only for text messages and calls. With its country code, like +49 30 1234567."));
        }

        if (View.Page.AsksFirstName)
        {
            Entry(html, "firstName", "First name", "text", "given-name", Say("(optional)"));
        }

        if (View.Page.AsksLastName)
        {
            Entry(html, "lastName", "Last name", "text", "family-name", Say("(optional)"));
        }

        html.Append("  </fieldset>\n");
    }

    private void Child(StringBuilder html)
    {
        html.Append("  <fieldset>\n    <legend>").Append(Say("If you are a child")).Append("</legend>\n    <p><label><input type=\"checkbox\" name=\"child\" value=\"1\"> ")
            .Append(Say("I am under {0} years old", View.Page.ChildAge)).Append("</label><br>\n      <small>").Append(Say("Then we also ask your parent or guardian. Nothing is sent before they agree.")).Append("</small></p>\n");
        Entry(html, "guardianName", "Name of your parent or guardian", "text", "off");
        Entry(html, "guardianEmail", "Email address of your parent or guardian", "email", "off");
        html.Append("  </fieldset>\n");
    }

    private void Foot(StringBuilder html)
    {
        html.Append("  <div hidden><label>Website <input type=\"text\" name=\"").Append(Subscribe.TrapField).Append("\" tabindex=\"-1\" autocomplete=\"off\"></label></div>\n  <p><small>")
            .Append(Say("{0} is responsible and sends you only what you tick, after you have confirmed it. You can withdraw at any time, by the link at the end of every message; what was sent before stays lawful.", Sender)).Append("</small>");
        if (Policy is { } policy)
        {
            html.Append("\n    <a href=\"").Append(Encode(policy)).Append("\">").Append(Say("Privacy policy")).Append("</a>");
        }

        html.Append("</p>\n  <p><button type=\"submit\">").Append(Say("Subscribe")).Append("</button></p>\n");
    }

    // left to right where a browser would write it so: an address or a number in an Arabic form
    private void Entry(StringBuilder html, string name, string label, string type, string autocomplete, string hint = "", bool required = false)
    {
        html.Append("    <p><label>").Append(Say(label)).Append(hint.Length > 0 ? $" <small>{hint}</small>" : "").Append("<br>\n      <input type=\"").Append(type).Append("\" name=\"").Append(name)
            .Append("\" autocomplete=\"").Append(autocomplete).Append("\" dir=\"").Append(type == "text" ? "auto" : "ltr").Append('"').Append(required ? " required" : "").Append("></label></p>\n");
    }

    private string Say(string key, params object[] values) => Encode(ReaderTexts.In(Language, key, values));
}

/// <summary>The boxes of one purpose: each with the words that are agreed to and their version, a box for each channel.</summary>
internal static class SnippetBoxes
{
    public static void Write(StringBuilder html, SubscribeGroup group, string language)
    {
        html.Append("  <fieldset>\n    <legend>").Append(SnippetHtml.Encode(group.Purpose.Name.In(language))).Append("</legend>\n");
        foreach (var boxes in group.Rows.Select(row => row.ToList()))
        {
            var (label, words) = (SnippetHtml.Encode(boxes[0].Wording.Label), Words(boxes[0].Wording, language));
            if (boxes is [var only])
            {
                html.Append("    <p><label>").Append(Box(only)).Append(' ').Append(label).Append("</label>").Append(words).Append("</p>\n");
                continue;
            }

            html.Append("    <fieldset>\n      <legend>").Append(label).Append("</legend>\n      <p>").Append(string.Join("\n        ", boxes.Select(b => $"<label>{Box(b)} {SnippetHtml.Encode(ReaderTexts.Channel(language, b.Channel))}</label>")))
                .Append(words).Append("</p>\n    </fieldset>\n");
        }

        html.Append("  </fieldset>\n");
    }

    private static string Box(SubscribeBox box) => $"<input type=\"checkbox\" name=\"on\" value=\"{box.Key}\">";

    private static string Words(SubscribeWording wording, string language)
    {
        // a version is read from left to right, in an Arabic sentence too
        var version = $"<small>{SnippetHtml.Encode(ReaderTexts.In(language, "Wording {0}", "\n")).Replace("<br>", $"<bdi>{SnippetHtml.Encode(wording.Shown.Version)}</bdi>", StringComparison.Ordinal)}</small>";
        return wording.Words.Length > 0 ? $"<br>\n      <small dir=\"auto\">{SnippetHtml.Encode(wording.Words)}</small><br>\n      {version}" : $"<br>\n      {version}";
    }
}
