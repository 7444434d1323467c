using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The certificate under which this portal answers as an OpenDSR processor: <c>ConsentPortal:OpenDsr:Certificate</c> (PEM with its chain, or PFX), <c>Key</c> (PEM),
/// <c>Password</c>, <c>Domain</c> (else the first name of the certificate). Without one the doors say that they are not set up.</summary>
public sealed class DsrSigner : IDisposable
{
    private const string Section = "ConsentPortal:OpenDsr";
    private readonly X509Certificate2? certificate;
    private readonly RSA? key;
    private readonly string chain = "";

    public DsrSigner(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        if (settings["Certificate"] is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            (certificate, chain) = Load(file, settings["Key"], settings["Password"]);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingException($"{Section}:Certificate cannot be read with its key. Name a PFX file with its Password, or a PEM file and under Key its private key.");
        }

        key = certificate.GetRSAPrivateKey() ?? throw new SettingException($"{Section}:Certificate has no RSA private key.");
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(n => n.EnumerateDnsNames()).ToList();
        Domain = settings["Domain"] is { Length: > 0 } domain ? domain : names.FirstOrDefault() ?? throw new SettingException($"{Section}:Certificate names no domain.");
        if (!certificate.MatchesHostname(Domain, allowCommonName: false))
        {
            throw new SettingException($"{Section}:Certificate does not name the domain '{Domain}'. The domain must be one of its subject alternative names.");
        }
    }

    public bool IsReady => key is not null;

    /// <summary>Under which others know us; empty without a certificate.</summary>
    public string Domain { get; } = "";

    /// <summary>What others check signatures with: the certificate and its chain, as PEM.</summary>
    public string CertificatePem => chain;

    /// <summary>RSA with SHA-256 (PKCS #1) over exactly these bytes, in base64.</summary>
    public string Sign(ReadOnlySpan<byte> body)
    {
        lock (certificate!) // one key, and its threads are nobody's promise
        {
            return Convert.ToBase64String(key!.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    /// <summary>The headers of each message; the former names besides, which older controllers look for.</summary>
    public IEnumerable<(string Name, string Value)> HeadersOf(byte[] body)
    {
        if (!IsReady)
        {
            return [];
        }

        var signature = Sign(body);
        return [("X-OpenDSR-Processor-Domain", Domain), ("X-OpenDSR-Signature", signature), ("X-OpenGDPR-Processor-Domain", Domain), ("X-OpenGDPR-Signature", signature)];
    }

    public void Dispose()
    {
        key?.Dispose();
        certificate?.Dispose();
    }

    private static (X509Certificate2 Certificate, string Chain) Load(string file, string? keyFile, string? password)
    {
        if (Path.GetExtension(file) is ".pfx" or ".p12")
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
            return (all.First(c => c.HasPrivateKey), Pem(all.OrderByDescending(c => c.HasPrivateKey)));
        }

        X509Certificate2Collection found = [];
        found.ImportFromPemFile(file);
        return (password is null ? X509Certificate2.CreateFromPemFile(file, keyFile ?? file) : X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile ?? file), Pem(found));
    }

    private static string Pem(IEnumerable<X509Certificate2> certificates)
        => certificates.Aggregate(new StringBuilder(), (text, c) => text.Append(c.ExportCertificatePem()).Append('\n')).ToString();
}
