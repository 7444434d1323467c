using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Kernel;

/// <summary>What links in mails begin with. Never taken from a request: a forged Host header would send people's links elsewhere.</summary>
public sealed class PortalAddress(IConfiguration configuration)
{
    private readonly string? configured = configuration["ConsentPortal:PublicUrl"]?.TrimEnd('/');

    /// <summary>Where the server listens: serves a trial until the owner sets <c>ConsentPortal__PublicUrl</c>.</summary>
    public string Listening { get; set; } = "http://localhost:5080";

    /// <summary>An absolute address: <c>https://consent.example.com</c> + path.</summary>
    public string To(string path) => (string.IsNullOrEmpty(configured) ? Listening : configured) + path;

    /// <summary>The same under another host that leads here (null = the portal's own): scheme and port are the portal's.</summary>
    public string Under(string? host, string path) => Swap(To(""), host) + path;

    /// <summary>An address with this host in the place of its own.</summary>
    public static string Swap(string address, string? host)
        => host is { Length: > 0 } && Uri.TryCreate(address, UriKind.Absolute, out var own) ? $"{own.Scheme}://{host}{(own.IsDefaultPort ? "" : FormattableString.Invariant($":{own.Port}"))}{own.AbsolutePath.TrimEnd('/')}" : address;

    /// <summary>Set by the owner; else links follow where the server listens.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(configured);

    /// <summary>The host alone, for message ids.</summary>
    public string Host => Uri.TryCreate(To(""), UriKind.Absolute, out var uri) ? uri.IdnHost : "localhost";
}
