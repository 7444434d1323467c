using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api.OpenDsr;

/// <summary>A portal with a certificate that a test authority issued, and another controller that hands requests in.</summary>
internal sealed class DsrScene : IAsyncDisposable
{
    public const string Domain = "dsr.portal.example";

    private DsrScene(WebPortal portal, X509Certificate2 certificate) => (Portal, Certificate) = (portal, certificate);

    public WebPortal Portal { get; }

    public X509Certificate2 Certificate { get; }

    public static async Task<DsrScene> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var folder = Directory.CreateTempSubdirectory("dsr").FullName;
        using var authorityKey = RSA.Create(2048);
        CertificateRequest authority = new("CN=Test Authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var root = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var key = RSA.Create(2048);
        CertificateRequest own = new($"CN={Domain}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(Domain);
        own.CertificateExtensions.Add(names.Build());
        var certificate = own.Create(root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(20), RandomNumberGenerator.GetBytes(8));
        var (pem, secret) = (Path.Combine(folder, "dsr.pem"), Path.Combine(folder, "dsr.key"));
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem() + "\n" + root.ExportCertificatePem());
        await File.WriteAllTextAsync(secret, key.ExportPkcs8PrivateKeyPem());
        return new(await WebPortal.StartAsync(provider, ("ConsentPortal:OpenDsr:Certificate", pem), ("ConsentPortal:OpenDsr:Key", secret), ("ConsentPortal:Webhooks:AllowLoopback", "true")), certificate);
    }

    public Task<ApiClient> ControllerAsync(params string[] scopes) => Portal.ProgramAsync(scopes);

    /// <summary>Lets every application be told at this host.</summary>
    public async Task AllowAsync(string host)
    {
        await using var db = Portal.NewDb();
        foreach (var id in await db.Set<Application>().Select(a => a.Id).ToListAsync())
        {
            Assert.True((await Portal.Get<SetCallbackHosts>().RunAsync(new(id, host), Actors.Admin, CancellationToken.None)).Ok);
        }
    }

    public static Dictionary<string, object?> Body(string? id = null, string type = "access", string identity = "ann@example.com", string identityType = "email", string format = "raw") => new(StringComparer.Ordinal)
    {
        ["regulation"] = "gdpr", ["subject_request_id"] = id ?? Guid.NewGuid().ToString(), ["subject_request_type"] = type, ["submitted_time"] = DateTimeOffset.UtcNow.AddDays(-2).ToString("O", CultureInfo.InvariantCulture), ["api_version"] = "2.0",
        ["subject_identities"] = new[] { new { identity_type = identityType, identity_format = format, identity_value = identity } },
    };

    public static async Task<DsrAnswer> SendAsync(ApiClient controller, HttpMethod method, string path, object? body = null)
    {
        using HttpRequestMessage request = new(method, $"/opendsr/v2/{path}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await controller.Http.SendAsync(request);
        return new(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        Certificate.Dispose();
        await Portal.DisposeAsync();
    }
}

internal sealed record DsrAnswer(HttpStatusCode Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public IEnumerable<string> Reasons => Json.GetProperty("error").GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("reason").GetString()!);

    public bool IsSignedBy(X509Certificate2 certificate) => IsSigned(Body, Headers.GetValueOrDefault("X-OpenDSR-Signature"), certificate)
        && Headers["X-OpenDSR-Processor-Domain"] == DsrScene.Domain && Headers["X-OpenGDPR-Signature"] == Headers["X-OpenDSR-Signature"];

    public static bool IsSigned(byte[] body, string? signature, X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey()!;
        return signature is not null && key.VerifyData(body, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
