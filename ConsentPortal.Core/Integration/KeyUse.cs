using System.Collections.Concurrent;
using System.Threading.Channels;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Remembers which keys were used, to be written down beside the requests: at most once an hour a key.</summary>
public sealed class KeyUse
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Id<ApiKey>, DateTimeOffset> noted = new();
    private readonly Channel<(Id<ApiKey>, DateTimeOffset)> fresh = System.Threading.Channels.Channel.CreateBounded<(Id<ApiKey>, DateTimeOffset)>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Uses that nobody wrote down yet, as they come.</summary>
    public IAsyncEnumerable<(Id<ApiKey> Key, DateTimeOffset At)> ReadAllAsync(CancellationToken ct) => fresh.Reader.ReadAllAsync(ct);

    internal void Note(Id<ApiKey> key, DateTimeOffset? written, DateTimeOffset now)
    {
        var last = noted.TryGetValue(key, out var at) && !(at < written) ? at : written ?? DateTimeOffset.MinValue;
        if (now - last >= Interval)
        {
            noted[key] = now;
            fresh.Writer.TryWrite((key, now));
        }
    }
}
