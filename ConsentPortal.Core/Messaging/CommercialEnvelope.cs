using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>What law and mailboxes ask of commercial mail: both List-Unsubscribe headers (RFC 2369, RFC 8058), a link to unsubscribe and
/// the sender's postal address in the foot (CAN-SPAM, CASL). Requests for consent carry it too.</summary>
public sealed record CommercialEnvelope
{
    private readonly string language, url;

    private CommercialEnvelope(string language, string url, IReadOnlyList<KeyValuePair<string, string>> headers) => (this.language, this.url, Headers) = (language, url, headers);

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Refuses a sender without a postal address and a link that no mailbox would follow. The body must close with the sender's
    /// foot, as <see cref="MailWriter"/> writes it.</summary>
    /// <param name="url">The preference link of this address; the same address takes the one-click post.</param>
    /// <param name="settings">May name an address for mailboxes that know no links.</param>
    public static Outcome<CommercialEnvelope> For(MailSender sender, string language, string url, MailSettings settings)
    {
        if (sender.PostalAddress.Length == 0)
        {
            return Problem.Invalid("postalAddress", "Commercial mail must carry the sender's postal address: enter it in the compliance profile.");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || url.Any(c => c is <= ' ' or > '~' or '<' or '>' or ','))
        {
            return Problem.Invalid("unsubscribeUrl", "The link to unsubscribe is no web address.");
        }

        List<KeyValuePair<string, string>> headers = [new("List-Unsubscribe", string.Join(", ", new[] { $"<{url}>", Mailto(settings.UnsubscribeMailto, uri) }.OfType<string>()))];
        if (uri.Scheme == "https")
        {
            headers.Add(new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")); // RFC 8058 §3.1: https alone
        }

        return new CommercialEnvelope(language, url, headers);
    }

    internal void Close(MailBody body) => body.SmallLink(MailTexts.In(language, "Unsubscribe"), url);

    // the last word of the link names who it was, for whoever reads that mailbox
    private static string? Mailto(string? to, Uri link)
        => to is null || to.Count(c => c == '@') != 1 || to.Any(c => c is <= ' ' or > '~' or '<' or '>' or ',' or '?' or '&' or '%') ? null : $"<mailto:{to}?subject={Uri.EscapeDataString($"unsubscribe {link.Segments[^1]}")}>";
}
