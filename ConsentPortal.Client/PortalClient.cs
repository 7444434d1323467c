using System.Net.Http.Headers;

namespace ConsentPortal.Client;

/// <summary>Calls a ConsentPortal. Reads throw <see cref="PortalException"/> where the portal refuses; whether a message may be sent is asked with
/// <see cref="DecideAsync(CheckRequest, CancellationToken)"/>, which never throws and says no to whatever is not a clear yes.</summary>
/// <param name="http">With the portal as its base address and the key as its authorization; see <see cref="Create"/>.</param>
public sealed partial class PortalClient(HttpClient http, PortalOptions? options = null) : IDisposable
{
    internal const string Root = "api/v1/";
    private readonly PortalOptions options = options ?? new();

    /// <summary>For this portal (<c>https://consent.example.com/</c>) with this key (<c>cp_…</c>).</summary>
    public static PortalClient Create(Uri portal, string key, PortalOptions? options = null)
    {
        HttpClient http = new() { BaseAddress = portal, Timeout = Timeout.InfiniteTimeSpan }; // each try has a time limit of its own, streams have none
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new(http, options);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>How patient a client is.</summary>
public sealed record PortalOptions
{
    /// <summary>For one try of one call. A decision that takes longer is a no.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is tried that met a network fault, a busy or a failing portal. Writes repeat under one <c>Idempotency-Key</c>.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>Before the second try; doubles from then on. What the portal says with <c>Retry-After</c> counts more.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>No wait is longer, whatever the portal says.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);
}
