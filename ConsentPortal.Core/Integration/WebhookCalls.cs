using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Makes one attempt: a POST to an address that somebody else chose. The name is looked up once for a connection, which goes to what
/// was found and allowed; no proxy, cookie or redirect; of the answer only the status and <c>Retry-After</c> count.</summary>
public sealed class WebhookCalls : IDisposable
{
    private const int MostDrained = 4096;
    private const string Agent = "ConsentPortal-Webhooks/1.0";
    private readonly HttpClient client;
    private readonly WebhookSettings settings;
    private readonly TimeProvider clock;

    public WebhookCalls(WebhookSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None, ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 16, MaxResponseDrainSize = MostDrained, ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            ActivityHeadersPropagator = null,
        }) { Timeout = settings.Timeout, MaxResponseContentBufferSize = MostDrained };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agent);
    }

    internal async Task<AttemptResult> PostAsync(Uri url, string id, byte[] body, IReadOnlyList<byte[]> secrets, CancellationToken ct)
    {
        if (secrets.Count == 0)
        {
            return new(clock.Now(), 0, DeliveryFault.NoSecret, 0);
        }

        var second = clock.Now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return await PostAsync(url, body, WebhookBody.MediaType, [("webhook-id", id), ("webhook-timestamp", second), ("webhook-signature", WebhookBody.Sign(id, second, body, secrets))], ct);
    }

    /// <summary>A message of another protocol under the same guard.</summary>
    internal async Task<AttemptResult> PostAsync(Uri url, byte[] body, string mediaType, IEnumerable<(string Name, string Value)> headers, CancellationToken ct)
    {
        var (at, begun) = (clock.Now(), Stopwatch.GetTimestamp());
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new(at, (int)answer.StatusCode, FaultOf((int)answer.StatusCode), Spent(begun), RetryAfter(answer, at));
        }
        catch (Exception error) when (!ct.IsCancellationRequested && error is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(at, 0, FaultOf(error), Spent(begun));
        }
    }

    public void Dispose() => client.Dispose();

    private static int Spent(long begun) => (int)Stopwatch.GetElapsedTime(begun).TotalMilliseconds;

    private static DeliveryFault FaultOf(int status) => status switch
    {
        >= 200 and < 300 => DeliveryFault.None,
        >= 300 and < 400 => DeliveryFault.Redirected,
        410 => DeliveryFault.Gone,
        429 or 502 or 503 or 504 => DeliveryFault.Busy,
        _ => DeliveryFault.Refused,
    };

    private static DeliveryFault FaultOf(Exception error) => error switch
    {
        OperationCanceledException => DeliveryFault.Timeout,
        { InnerException: NotPublicException } => DeliveryFault.NotPublic,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => DeliveryFault.NoName,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } => DeliveryFault.NoName,
        { InnerException: AuthenticationException } => DeliveryFault.NoTrust,
        _ => DeliveryFault.NoConnection,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now)
        => answer.Headers.RetryAfter is { } wait ? wait.Delta ?? (wait.Date is { } date && date > now ? date - now : null) : null;

    // the address that is connected to is one that was looked at: a name that changes its mind in between gains nothing
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await settings.Names(host, ct);
        if (found.Length == 0 || !found.All(settings.Allows) || (context.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps && !found.All(IPAddress.IsLoopback)))
        {
            throw new NotPublicException();
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotPublicException() : IOException("The name leads into a private network.");
}
