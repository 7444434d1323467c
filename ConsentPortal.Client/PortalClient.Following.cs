using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ConsentPortal.Client;

/// <summary>One event, and the place after it: keep it where you keep what you did with the event, and go on there.</summary>
public sealed record FollowedEvent(string Place, FeedItem Item);

/// <summary>The answer for one address of an audience.</summary>
public sealed record FilteredAddress(string Address, bool Allowed, string Reason);

public sealed partial class PortalClient
{
    /// <summary>The feed as it grows, without end: comes back by itself where the connection breaks, and goes on after the last event. Ends with <paramref name="ct"/>;
    /// throws where the portal refuses (no scope, a place beyond the feed's end).</summary>
    /// <param name="after">The place of the last event that you have; null = from the beginning.</param>
    public async IAsyncEnumerable<FollowedEvent> FollowAsync(string? after = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var pause = options.Pause;
        while (true)
        {
            await using var events = ReadEventsAsync(after, ct).GetAsyncEnumerator(ct);
            while (await NextAsync(events))
            {
                (after, pause) = (events.Current.Place, options.Pause);
                yield return events.Current;
            }

            await Task.Delay(pause, ct);
            pause = Shorter(pause * 2, options.LongestPause);
        }
    }

    /// <summary>Filters an audience while it is sent: nothing is held in memory but a line. Throws where the answer is not whole; what came until then holds.</summary>
    public async IAsyncEnumerable<FilteredAddress> FilterAsync(string profile, string purpose, string? channel, IEnumerable<string> addresses, string? topic = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using LinesContent lines = new(addresses);
        await using var answer = await StreamAsync(new Call(HttpMethod.Post, "audience/filter") { Once = lines }.Query("profile", profile).Query("purpose", purpose).Query("topic", topic).Query("channel", channel), ct);
        using StreamReader reader = new(answer.Content, Encoding.UTF8);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("done", out _))
            {
                yield break;
            }

            var verdict = json.RootElement;
            yield return new(verdict.GetProperty("address").GetString()!, verdict.GetProperty("allowed").GetBoolean(), verdict.GetProperty("reason").GetString()!);
        }

        throw new HttpRequestException("The answer broke off before its closing line: what was not answered must not be sent.");
    }

    // false where the connection broke: the caller goes on after the last event
    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<FollowedEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or TimeoutException || (fault is PortalException refused && IsPassing(refused)))
        {
            return false;
        }
    }

    private async IAsyncEnumerable<FollowedEvent> ReadEventsAsync(string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var call = new Call(HttpMethod.Get, "events/stream").Query("after", after);
        await using var answer = await StreamAsync(call, ct);
        using StreamReader reader = new(answer.Content, Encoding.UTF8);
        string? place = null;
        StringBuilder data = new();
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("id:", StringComparison.Ordinal))
            {
                place = line[3..].Trim();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data.Append(line.AsSpan(5).TrimStart());
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                var item = JsonSerializer.Deserialize(data.ToString(), PortalJson.Default.FeedItem);
                data.Clear();
                if (item is not null && place is not null)
                {
                    yield return new(place, item);
                }
            }
        }
    }

    // one JSON text a line, written as it is read
    private sealed class LinesContent : HttpContent
    {
        private readonly IEnumerable<string> addresses;

        public LinesContent(IEnumerable<string> addresses)
        {
            this.addresses = addresses;
            Headers.ContentType = new("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            foreach (var address in addresses)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(address)}\"\n"));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
