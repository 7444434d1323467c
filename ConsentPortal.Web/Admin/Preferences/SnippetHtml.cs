using System.Net;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>The sign-up form as plain HTML for the owner's own site, in the profile's language for names and in English for the rest:
/// the owner translates what is theirs. It posts to the hosted page, which shows problems and the answer.</summary>
internal static class SnippetHtml
{
    public static string Of(ReadSubscribeDesign.View view, string address)
    {
        var (language, design) = (view.Profile.DefaultLanguage, view.Design);
        StringBuilder html = new();
        html.Append("<form method=\"post\" action=\"").Append(Encode(address)).Append("\">\n");
        foreach (var offer in view.Offers)
        {
            foreach (var (id, topic) in offer.Topics.Select(t => (t.Id.Value, (Topic?)t)).Prepend((offer.Purpose.Id.Value, null)).Where(o => design.Offers.Contains(o.Value)))
            {
                var name = (topic?.Name ?? offer.Purpose.Name).In(language);
                html.Append(CultureFree($"  <p><label><input type=\"checkbox\" name=\"on\" value=\"{Choice.KeyOf(offer.Purpose.Type == PurposeType.DataUse ? Channel.None : Channel.Email, offer.Purpose, topic)}\"> {Encode(name)}</label></p>\n"));
            }
        }

        Entry(html, "email", "Email address", "email", "email");
        if (design.AsksFirstName)
        {
            Entry(html, "firstName", "First name", "text", "given-name");
        }

        if (design.AsksLastName)
        {
            Entry(html, "lastName", "Last name", "text", "family-name");
        }

        html.Append("  <div hidden><label>Website <input type=\"text\" name=\"").Append(Subscribe.TrapField).Append("\" tabindex=\"-1\" autocomplete=\"off\"></label></div>\n");
        html.Append("  <p>").Append(Encode(ConsentPortal.Core.Consent.ConfirmationMail.Sender(view.Profile))).Append(" sends you only what you tick, after you have confirmed it by mail. You can withdraw at any time, by the link at the end of every message.</p>\n");
        return html.Append("  <p><button type=\"submit\">Subscribe</button></p>\n</form>\n").ToString();
    }

    private static void Entry(StringBuilder html, string name, string label, string type, string autocomplete)
        => html.Append(CultureFree($"  <p><label>{label} <input type=\"{type}\" name=\"{name}\" autocomplete=\"{autocomplete}\"{(type == "email" ? " required" : "")}></label></p>\n"));

    private static string CultureFree(FormattableString text) => FormattableString.Invariant(text);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
