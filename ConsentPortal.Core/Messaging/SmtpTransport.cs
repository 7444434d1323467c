using System.Security.Authentication;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>Hands each mail to the owner's mail server. It knows how far it came: until the closing dot nothing has left, after it only
/// the server's answer says what became of the mail. Implicit TLS (port 465) is not spoken; STARTTLS is.</summary>
public sealed class SmtpTransport(MailSettings settings, MailMessages messages, PortalAddress address) : IMailTransport
{
    public bool KeepsBodies => false;

    public async Task SendAsync(Email email, CancellationToken ct)
    {
        var (to, message) = (MailMessages.Mailbox(email.To), messages.Write(email));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(settings.Patience * 2); // a server that answers each line just in time is no better than one that is silent
        try
        {
            await using var session = await SmtpSession.OpenAsync(settings, Ascii.IsValid(address.Host) ? address.Host : "localhost", limit.Token);
            await AddressAsync(session, messages.Sender(email), to, limit.Token);
            await HandOverAsync(session, message, limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new DeliveryException(DeliveryFault.Temporary, $"The mail server {settings.Host}:{settings.Port} took too long.", late);
        }
        catch (AuthenticationException error)
        {
            throw new DeliveryException(DeliveryFault.Temporary, $"The certificate of {settings.Host} is not trusted: {error.Message}", error);
        }
    }

    private static async Task AddressAsync(SmtpSession session, string sender, string to, CancellationToken ct)
    {
        var utf8 = !Ascii.IsValid(to);
        if (utf8 && !session.SpeaksUtf8)
        {
            throw new DeliveryException(DeliveryFault.Permanent, "The mail server takes no address that is not plain ASCII (SMTPUTF8).");
        }

        var from = await session.Line.AskAsync($"MAIL FROM:<{sender}>{(utf8 ? " SMTPUTF8" : "")}", ct);
        if (!from.Ok)
        {
            throw Refused(DeliveryFault.Temporary, "the sender", from); // it is the owner's setting that is wrong: not this mail's fault
        }

        var recipient = await session.Line.AskAsync($"RCPT TO:<{to}>", ct);
        if (!recipient.Ok)
        {
            throw Refused(FaultOf(recipient), "the recipient", recipient);
        }
    }

    private static async Task HandOverAsync(SmtpSession session, byte[] message, CancellationToken ct)
    {
        var data = await session.Line.AskAsync("DATA", ct);
        if (data.Code != 354)
        {
            throw Refused(FaultOf(data), "the message", data);
        }

        await session.Line.WriteAsync(Stuffed(message), ct);
        if (session.IsInterrupted)
        {
            var early = await session.Line.ReadAsync(ct); // hung up: nothing has left, so it is tried again
            throw Refused(FaultOf(early), "the message", early);
        }

        var taken = await CloseAsync(session, ct);
        if (!taken.Ok)
        {
            throw Refused(FaultOf(taken), "the message", taken);
        }

        try
        {
            await session.Line.AskAsync("QUIT", ct);
        }
        catch (Exception goodbye) when (goodbye is IOException or TimeoutException or OperationCanceledException)
        {
            // it has the mail: how it says goodbye changes nothing
        }
    }

    // from here on silence means that nobody knows
    private static async Task<SmtpReply> CloseAsync(SmtpSession session, CancellationToken ct)
    {
        try
        {
            return await session.Line.AskAsync(".", ct);
        }
        catch (Exception error)
        {
            throw new DeliveryException(DeliveryFault.Unknown, $"The mail server had the whole mail and did not say whether it took it. {(error is OperationCanceledException ? "" : error.Message)}".Trim(), error);
        }
    }

    private static DeliveryFault FaultOf(SmtpReply reply) => reply.IsFinal ? DeliveryFault.Permanent : DeliveryFault.Temporary;

    private static DeliveryException Refused(DeliveryFault fault, string what, SmtpReply reply) => new(fault, $"The mail server refused {what}: {reply}");

    // RFC 5321 §4.5.2: a dot at the start of a line is doubled, or the line would end the message
    private static byte[] Stuffed(byte[] message)
    {
        List<byte> bytes = new(message.Length + 64);
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '.' && (i == 0 || message[i - 1] == '\n'))
            {
                bytes.Add((byte)'.');
            }

            bytes.Add(message[i]);
        }

        return [.. bytes];
    }
}
