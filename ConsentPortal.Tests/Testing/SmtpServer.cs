using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConsentPortal.Tests.Testing;

/// <summary>A real mail server (Debian's aiosmtpd) in a process of its own, on a free port, with a certificate of its own for STARTTLS.
/// It keeps what came over the wire; for some recipients it misbehaves (see <c>smtp_server.py</c>).</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    public const string User = "portal", Password = "a mail password";
    private const string Python = "/usr/bin/python3"; // Debian's own: the package is installed for no other
    private static readonly Lazy<bool> Installed = new(() => File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd"));
    private readonly string folder;
    private readonly Process process;

    private SmtpServer(string folder, Process process, int port) => (this.folder, this.process, Port) = (folder, process, port);

    public int Port { get; }

    /// <summary>What a client must trust.</summary>
    public string Certificate => Path.Combine(folder, "certificate.pem");

    /// <summary>What the server noted: one line for each message, sign-in and misdeed.</summary>
    public IReadOnlyList<string> Log => File.Exists(Path.Combine(folder, "log")) ? File.ReadAllLines(Path.Combine(folder, "log")) : [];

    /// <summary>Every message as its bytes came, in order.</summary>
    public IReadOnlyList<byte[]> Messages => [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public IReadOnlyList<string> Texts => [.. Messages.Select(Encoding.UTF8.GetString)];

    /// <summary>The portal's settings for this server.</summary>
    public (string Name, string Value)[] Settings(bool startTls = true, string? user = User, string? password = Password) =>
    [
        ("ConsentPortal:PublicUrl", "https://portal.example"), ("ConsentPortal:Mail:From", "consent@portal.example"), ("ConsentPortal:Mail:Smtp:Host", "localhost"),
        ("ConsentPortal:Mail:Smtp:Port", Port.ToString(CultureInfo.InvariantCulture)), ("ConsentPortal:Mail:Smtp:StartTls", startTls.ToString()),
        ("ConsentPortal:Mail:Smtp:User", user ?? ""), ("ConsentPortal:Mail:Smtp:Password", password ?? ""), ("ConsentPortal:Mail:Smtp:TrustedCertificate", Certificate),
    ];

    /// <summary>Skips the test where the server is not installed.</summary>
    public static async Task<SmtpServer> StartAsync(bool tls = true, bool auth = true)
    {
        Assert.SkipUnless(Installed.Value, "python3-aiosmtpd is not installed.");
        var here = Directory.CreateTempSubdirectory("smtp").FullName;
        WriteCertificate(here);
        ProcessStartInfo info = new(Python, [Path.Combine(AppContext.BaseDirectory, "Data", "smtp_server.py"), here,
            .. tls ? ["--tls", Path.Combine(here, "certificate.pem"), Path.Combine(here, "key.pem")] : Array.Empty<string>(), .. auth ? ["--user", User, Password] : Array.Empty<string>()])
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var server = Process.Start(info)!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        var line = await server.StandardOutput.ReadLineAsync();
        return new(here, server, int.Parse(line ?? throw new InvalidOperationException("The mail server did not start."), CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until the server noted something like this.</summary>
    public async Task NotedAsync(string words)
    {
        for (var n = 0; n < 600; n++)
        {
            if (Log.Any(l => l.Contains(words, StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"The mail server never noted '{words}': {string.Join(" | ", Log)}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
