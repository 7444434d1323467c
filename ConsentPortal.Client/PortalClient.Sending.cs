using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ConsentPortal.Client;

// one way out for every call: tries, pauses, refusals
public sealed partial class PortalClient
{
    private async Task<Answer<T>> SendAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var response = await TryAsync(call, HttpCompletionOption.ResponseContentRead, ct);
        var value = response.StatusCode == HttpStatusCode.NoContent ? default : await response.Content.ReadFromJsonAsync(type, ct);
        return new(value!, response.StatusCode, response.Headers.ETag?.ToString(), response.Headers.Location, response.Headers.Contains("Idempotency-Replayed"));
    }

    private async Task<StreamedAnswer> StreamAsync(Call call, CancellationToken ct)
    {
        var response = await TryAsync(call, HttpCompletionOption.ResponseHeadersRead, ct);
        return new(response, await response.Content.ReadAsStreamAsync(ct));
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(Func<string?, Call> call, JsonTypeInfo<Page<T>> type, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = (await SendAsync(call(cursor), type, ct)).Value;
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Throws what the last try met. A body that is a stream goes out once: it cannot be sent again.</summary>
    private async Task<HttpResponseMessage> TryAsync(Call call, HttpCompletionOption reading, CancellationToken ct)
    {
        var pause = options.Pause;
        for (var attempt = 1; ; attempt++)
        {
            var last = attempt >= options.Tries || call.Once is not null;
            TimeSpan? wait = null;
            try
            {
                var response = await OnceAsync(call, reading, ct);
                if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
                {
                    return response;
                }

                using (response)
                {
                    var refused = await PortalException.OfAsync(response, ct);
                    if (last || !IsPassing(refused))
                    {
                        throw refused;
                    }

                    wait = refused.RetryAfter;
                }
            }
            catch (HttpRequestException) when (!last)
            {
            }
            catch (TimeoutException) when (!last)
            {
            }

            await Task.Delay(Shorter(wait ?? pause, options.LongestPause), ct);
            pause *= 2;
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(Call call, HttpCompletionOption reading, CancellationToken ct)
    {
        using var request = call.ToRequest();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (call.Once is null)
        {
            patience.CancelAfter(options.Patience);
        }

        try
        {
            return await http.SendAsync(request, reading, patience.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The portal did not answer within {options.Patience.TotalSeconds:0.#} s.", late);
        }
    }

    // over the limit, still running, or failing: the same call may go through in a moment
    private static bool IsPassing(PortalException refused) => refused.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
        || (refused.Status == HttpStatusCode.Conflict && refused.RetryAfter is not null);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <summary>A call as it is sent, as often as it takes.</summary>
    private sealed record Call(HttpMethod Method, string Path)
    {
        private readonly List<(string Name, string Value)> headers = [];
        private readonly List<string> query = [];
        private byte[]? body;

        /// <summary>A body that can be sent only once.</summary>
        public HttpContent? Once { get; init; }

        public string MediaType { get; init; } = "application/json";

        public Call Query(string name, object? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!)}");
            }

            return this;
        }

        public Call Header(string name, string? value)
        {
            if (value is not null)
            {
                headers.Add((name, value));
            }

            return this;
        }

        /// <summary>One key for all tries: what was done is not done twice.</summary>
        public Call Idempotent(string? key) => Header("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));

        public Call Json<T>(T value, JsonTypeInfo<T> type)
        {
            body = JsonSerializer.SerializeToUtf8Bytes(value, type);
            return this;
        }

        /// <param name="clear">Members to be emptied, which a merge patch says by null: <c>controller.dpoContact</c>.</param>
        public Call Patch<T>(T value, JsonTypeInfo<T> type, IEnumerable<string>? clear)
        {
            var patch = JsonSerializer.SerializeToNode(value, type)!.AsObject();
            foreach (var path in clear ?? [])
            {
                var parts = path.Split('.');
                var at = patch;
                foreach (var part in parts[..^1])
                {
                    at = (JsonObject)(at[part] ??= new JsonObject());
                }

                at[parts[^1]] = null;
            }

            body = System.Text.Encoding.UTF8.GetBytes(patch.ToJsonString());
            return this;
        }

        public HttpRequestMessage ToRequest()
        {
            HttpRequestMessage request = new(Method, new Uri(Root + Path + (query.Count == 0 ? "" : $"?{string.Join('&', query)}"), UriKind.Relative)) { Content = Once ?? (body is null ? null : new ByteArrayContent(body)) };
            if (Once is null && body is not null)
            {
                request.Content!.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
            }

            headers.ForEach(h => request.Headers.TryAddWithoutValidation(h.Name, h.Value));
            return request;
        }
    }
}
