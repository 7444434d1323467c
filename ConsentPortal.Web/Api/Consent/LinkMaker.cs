using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Preference links as senders put them into mail: the address, and for commercial email the header pair of RFC 8058.</summary>
internal sealed class LinkMaker(PublicUrl url, Rulebooks rulebooks)
{
    /// <param name="profile">Its code: the link leads to the host of its brand.</param>
    public string UrlOf(string token, string profile) => url.Under(rulebooks.Known?.Profile(profile)?.Brand?.Host, Urls.Preferences(token));

    public static bool HasHeaders(PurposeType type, Channel channel) => type == PurposeType.Commercial && channel == Channel.Email;

    /// <summary>Writes <c>unsubscribeUrl</c>, and <c>headers</c> where mailboxes read them.</summary>
    public void Write(Utf8JsonWriter json, string token, string profile, PurposeType type, Channel channel)
    {
        var link = UrlOf(token, profile);
        json.WriteString("unsubscribeUrl"u8, link);
        if (HasHeaders(type, channel))
        {
            json.WriteStartObject("headers"u8);
            json.WriteString("List-Unsubscribe"u8, $"<{link}>");
            json.WriteString("List-Unsubscribe-Post"u8, LinkHeaders.OneClick);
            json.WriteEndObject();
        }
    }
}
