using System.Net;
using System.Net.Mail;

namespace ConsentPortal.Core.Messaging;

/// <summary>Hands each mail to the owner's mail server. Implicit TLS (port 465) is not spoken; STARTTLS is.</summary>
public sealed class SmtpTransport(MailSettings settings, MailMessages messages) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public bool KeepsBodies => false;

    public async Task SendAsync(Email email, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using SmtpClient client = new(settings.Host, settings.Port) { EnableSsl = settings.StartTls, DeliveryFormat = SmtpDeliveryFormat.International };
        if (settings.User is not null)
        {
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        }

        using var message = messages.Make(email);
        try
        {
            await client.SendMailAsync(message, limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server {settings.Host}:{settings.Port} did not answer within {Patience.TotalSeconds:0} seconds.", late);
        }
    }
}
