using System.Net;
using System.Text.Json;

namespace ConsentPortal.Client;

/// <summary>What a call answered, with what stands in its headers.</summary>
/// <param name="ETag">Hand it to an edit as <c>ifMatch</c>; null where the answer has none.</param>
/// <param name="Location">Where what was made, or the work that was taken up, can be read.</param>
/// <param name="Replayed">It is the first answer again: the same <c>Idempotency-Key</c> was used before.</param>
public sealed record Answer<T>(T Value, HttpStatusCode Status, string? ETag, Uri? Location, bool Replayed);

/// <summary>A page of a list; <c>Next</c> null = that was all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An answer that is read as it comes: a file, lines of JSON, events.</summary>
public sealed class StreamedAnswer(HttpResponseMessage response, Stream content) : IAsyncDisposable
{
    public Stream Content => content;

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        response.Dispose();
    }
}

/// <summary>The portal refused a call (RFC 9457): status, a sentence, and every field with what to mend.</summary>
public sealed class PortalException(HttpStatusCode status, string message, IReadOnlyDictionary<string, string[]> errors, TimeSpan? retryAfter) : Exception(message)
{
    public HttpStatusCode Status => status;

    /// <summary>By path: <c>items[0].address</c>.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => errors;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Somebody changed it since the ETag that was sent: read again, compare, edit again.</summary>
    public bool IsStale => status == HttpStatusCode.PreconditionFailed;

    internal static async Task<PortalException> OfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        var (message, errors) = Read(text) ?? ($"The portal answered {(int)response.StatusCode}.", new());
        return new(response.StatusCode, message, errors, PauseOf(response));
    }

    internal static TimeSpan? PauseOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } => date - DateTimeOffset.UtcNow is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static (string Message, Dictionary<string, string[]> Errors)? Read(string text)
    {
        try
        {
            var problem = JsonSerializer.Deserialize(text, PortalJson.Default.ApiProblem);
            return problem is null ? null : (problem.Detail ?? problem.Title, problem.Errors?.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal) ?? []);
        }
        catch (JsonException)
        {
            return null; // a proxy on the way, not the portal
        }
    }
}
