using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

/// <summary>The address under which people reach the portal: what links in mails begin with.</summary>
public sealed class PublicUrl(IConfiguration configuration, IHttpContextAccessor requests)
{
    private readonly string? configured = configuration["ConsentPortal:PublicUrl"]?.TrimEnd('/');

    /// <summary>Set by the owner; without it links follow the address of the request, which serves a trial only.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(configured);

    public static bool IsHttps(IConfiguration configuration) => configuration["ConsentPortal:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>An absolute address: <c>https://consent.example.com</c> + path.</summary>
    public string To(string path) => (configured ?? Origin()) + path;

    /// <summary>The same under a brand's host; null = the portal's own.</summary>
    public string Under(string? host, string path) => PortalAddress.Swap(configured ?? Origin(), host) + path;

    private string Origin()
    {
        var request = requests.HttpContext?.Request;
        return request is null ? "http://localhost:5080" : $"{request.Scheme}://{request.Host}";
    }
}
