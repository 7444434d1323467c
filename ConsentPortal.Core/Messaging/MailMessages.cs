using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>Makes the message that goes over the wire: text and HTML side by side, our own Message-ID, nothing that tracks.</summary>
public sealed class MailMessages(MailSettings settings, PortalAddress address)
{
    public MailMessage Make(Email email)
    {
        MailMessage message = new()
        {
            From = new(settings.From!, settings.FromName.Length > 0 ? settings.FromName : null, Encoding.UTF8),
            Subject = email.Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(email.To));
        message.AlternateViews.Add(View(email.Text, MediaTypeNames.Text.Plain));
        if (email.Html.Length > 0)
        {
            message.AlternateViews.Add(View(email.Html, MediaTypeNames.Text.Html));
        }

        message.Headers["Message-ID"] = $"<{email.Id}@{address.Host}>"; // the same on every try: a receiver can drop the double
        message.Headers["Auto-Submitted"] = "auto-generated"; // RFC 3834: no out-of-office in reply
        foreach (var (name, value) in email.Headers)
        {
            message.Headers[name] = value;
        }

        return message;
    }

    // a lone line feed is no line break in mail (RFC 2045 §6.7): some readers would run the lines together
    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}
