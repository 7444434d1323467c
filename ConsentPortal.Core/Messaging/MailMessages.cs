using System.Globalization;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>Writes the message that goes over the wire, byte for byte the same on every try: text and HTML side by side, our own
/// Message-ID, nothing that tracks. Written by hand because mailboxes ignore a <c>List-Unsubscribe</c> that a library folds or encodes.</summary>
public sealed class MailMessages(MailSettings settings, PortalAddress address)
{
    private const string Line = "\r\n";

    public byte[] Write(Email email)
    {
        StringBuilder message = new(4_000);
        Header(message, "Date", email.CreatedAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(message, "From", From(email));
        if (email.ReplyTo.Length > 0)
        {
            Header(message, "Reply-To", email.ReplyTo);
        }

        Header(message, "To", Mailbox(email.To));
        Header(message, "Subject", MimeText.Unstructured(email.Subject));
        Header(message, "Message-ID", $"<{email.Id}@{address.Host}>"); // the same on every try: a receiver can drop the double
        Header(message, "Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office in reply
        foreach (var (name, value) in email.Headers.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            Header(message, name, value); // checked when it was queued: plain ASCII on one line, never folded
        }

        Header(message, "MIME-Version", "1.0");
        Body(message, email, $"=_{email.Id}"); // "=_" never occurs in quoted-printable, so no text can hold the boundary
        return Encoding.UTF8.GetBytes(message.ToString());
    }

    /// <summary>The address that a mail comes from.</summary>
    public string Sender(Email email) => email.FromAddress.Length > 0 ? email.FromAddress : settings.From!;

    // the portal's own name does not stand before somebody else's address
    private string From(Email email)
    {
        var name = email.FromName.Length > 0 || email.FromAddress.Length > 0 ? email.FromName : settings.FromName;
        return name.Length > 0 ? $"{MimeText.Phrase(name)} <{Sender(email)}>" : Sender(email);
    }

    /// <summary>The address as a server takes it: the domain in ASCII, the local part as it is (RFC 6531 where it is not ASCII).</summary>
    public static string Mailbox(string to)
    {
        var at = to.LastIndexOf('@');
        try
        {
            return Ascii.IsValid(to.AsSpan(at)) ? to : $"{to[..at]}@{new IdnMapping().GetAscii(to[(at + 1)..])}";
        }
        catch (ArgumentException error)
        {
            throw new DeliveryException(DeliveryFault.Permanent, "The address has no domain that mail could go to.", error);
        }
    }

    private static void Body(StringBuilder message, Email email, string boundary)
    {
        if (email.Html.Length == 0)
        {
            Part(message, email.Text, "text/plain");
            return;
        }

        Header(message, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        message.Append(Line).Append("--").Append(boundary).Append(Line);
        Part(message, email.Text, "text/plain");
        message.Append(Line).Append("--").Append(boundary).Append(Line);
        Part(message, email.Html, "text/html");
        message.Append(Line).Append("--").Append(boundary).Append("--").Append(Line);
    }

    private static void Part(StringBuilder message, string content, string type)
    {
        Header(message, "Content-Type", $"{type}; charset=utf-8");
        Header(message, "Content-Transfer-Encoding", "quoted-printable");
        message.Append(Line).Append(MimeText.QuotedPrintable(content));
    }

    private static void Header(StringBuilder message, string name, string value) => message.Append(name).Append(": ").Append(value).Append(Line);
}
