using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>One connection to the owner's mail server: greeted, encrypted, signed in. Nothing is sent in clear but the wish to encrypt.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly MailSettings settings;
    private readonly TcpClient client = new();
    private SmtpReply offers;
    private Stream? stream;

    private SmtpSession(MailSettings settings) => this.settings = settings;

    public SmtpLine Line { get; private set; } = null!;

    /// <summary>True where the server speaks unasked or has hung up, as far as shows within ten milliseconds.</summary>
    public bool IsInterrupted => client.Client.Poll(TimeSpan.FromMilliseconds(10), SelectMode.SelectRead);

    /// <summary>Takes addresses that are not ASCII (RFC 6531).</summary>
    public bool SpeaksUtf8 => offers.Extension("SMTPUTF8") is not null;

    public static async Task<SmtpSession> OpenAsync(MailSettings settings, string self, CancellationToken ct)
    {
        SmtpSession session = new(settings);
        try
        {
            await session.StartAsync(self, ct);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stream is not null)
        {
            await stream.DisposeAsync();
        }

        client.Dispose();
    }

    private async Task StartAsync(string self, CancellationToken ct)
    {
        await client.ConnectAsync(settings.Host!, settings.Port, ct);
        stream = client.GetStream();
        Line = new(stream, settings.Patience);
        Expect(await Line.ReadAsync(ct));
        offers = await GreetAsync(self, ct);
        if (settings.StartTls)
        {
            await EncryptAsync(ct);
            offers = await GreetAsync(self, ct); // what was offered in clear counts no more
        }

        if (settings.User is { } user)
        {
            await SignInAsync(user, settings.Password ?? "", ct);
        }
    }

    private async Task<SmtpReply> GreetAsync(string self, CancellationToken ct) => Expect(await Line.AskAsync($"EHLO {self}", ct));

    private async Task EncryptAsync(CancellationToken ct)
    {
        if (offers.Extension("STARTTLS") is null)
        {
            throw new DeliveryException(DeliveryFault.Temporary, $"The mail server {settings.Host} offers no encryption (STARTTLS), and nothing is sent in clear.");
        }

        Expect(await Line.AskAsync("STARTTLS", ct));
        if (Line.HasMore)
        {
            throw new DeliveryException(DeliveryFault.Temporary, "The mail server said more in clear than it was asked: somebody may be in between.");
        }

        SslStream secure = new(stream!, leaveInnerStreamOpen: false);
        stream = secure;
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host, CertificateChainPolicy = Trusted() }, ct);
        Line = new(secure, settings.Patience);
    }

    // null = what the machine trusts; a named certificate takes its place, and the name in it must fit all the same
    private X509ChainPolicy? Trusted()
    {
        if (settings.TrustedCertificate is not { } file)
        {
            return null;
        }

        try
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            return policy;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new DeliveryException(DeliveryFault.Temporary, "The certificate in ConsentPortal__Mail__Smtp__TrustedCertificate cannot be read.", error);
        }
    }

    private async Task SignInAsync(string user, string password, CancellationToken ct)
    {
        var ways = offers.Extension("AUTH")?.ToUpperInvariant().Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            Expect(await Line.AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", ct));
        }
        else if (ways.Contains("LOGIN"))
        {
            Expect(await Line.AskAsync("AUTH LOGIN", ct));
            Expect(await Line.AskAsync(Base64(user), ct));
            Expect(await Line.AskAsync(Base64(password), ct));
        }
        else
        {
            throw new DeliveryException(DeliveryFault.Temporary, "The mail server knows no way to sign in that the portal speaks (AUTH PLAIN, AUTH LOGIN).");
        }
    }

    // before a recipient was named every refusal is about us, not about the mail: it is tried again
    private static SmtpReply Expect(SmtpReply reply) => reply.Ok ? reply : throw new DeliveryException(DeliveryFault.Temporary, $"The mail server said: {reply}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
