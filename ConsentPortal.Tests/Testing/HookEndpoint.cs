using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConsentPortal.Tests.Testing;

/// <summary>What one call brought.</summary>
public sealed record HookCall(string Id, string Timestamp, string Signature, string? ContentType, string Body)
{
    public JsonElement Json { get; } = JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>By which another controller knows that it comes from us (OpenDSR).</summary>
    public string? DsrSignature { get; init; }

    public string Type => Json.GetProperty("type").GetString()!;

    public string Subject => Json.GetProperty("subject").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    public string? Status => Data.TryGetProperty("status", out var status) ? status.GetString() : null;

    /// <summary>Which of the signatures hold under this secret, by Standard Webhooks 1.0.</summary>
    public bool IsSignedBy(string secret)
    {
        var mac = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
        return Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(mac)}");
    }
}

/// <summary>A receiver inside the test: answers as it is told, keeps what came.</summary>
public sealed class HookEndpoint : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<HookCall> calls = new();

    public HookEndpoint()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Url);
        listener.Start();
        _ = RunAsync();
    }

    public string Url { get; }

    /// <summary>What came, in the order of its coming; what was refused too.</summary>
    public IReadOnlyList<HookCall> Calls => [.. calls];

    /// <summary>The status of the answer, and headers.</summary>
    public Func<HookCall, (int Status, string? RetryAfter, string? Location)> Answer { get; set; } = _ => (200, null, null);

    public TimeSpan Delay { get; set; }

    public void Forget() => calls.Clear();

    public void Dispose() => listener.Close();

    private async Task RunAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => HandleAsync(context));
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
        var headers = context.Request.Headers;
        HookCall call = new(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, context.Request.ContentType, await reader.ReadToEndAsync()) { DsrSignature = headers["X-OpenDSR-Signature"] };
        calls.Enqueue(call);
        await Task.Delay(Delay);
        var (status, retryAfter, location) = Answer(call);
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers["Retry-After"] = retryAfter;
        }

        if (location is not null)
        {
            context.Response.Headers["Location"] = location;
        }

        context.Response.Close();
    }
}
