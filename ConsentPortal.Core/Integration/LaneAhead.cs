using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Integration;

/// <summary>The stretch of a stream behind a batch, read while that one is sent. It counts only if the lane came to just there and the
/// webhook may still see the same; else it is read anew. What holds a parcel back is never looked up ahead.</summary>
internal sealed class LaneAhead
{
    private readonly IOutgoingEvents from;
    private readonly OutgoingQuery asked;
    private readonly IReadOnlyCollection<string> kinds;
    private readonly Actor reader;
    private readonly Task<OutgoingSlice> slice;

    private LaneAhead(IOutgoingEvents from, OutgoingQuery asked, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct)
    {
        (this.from, this.asked, this.kinds, this.reader) = (from, asked, kinds, reader);
        slice = Task.Run(() => from.ReadAsync(asked, kinds, reader, ct), ct);
    }

    public static LaneAhead Read(IOutgoingEvents from, OutgoingQuery asked, Webhook webhook, Actor reader, CancellationToken ct) => new(from, asked, [.. webhook.Kinds], reader, ct);

    public Task<OutgoingSlice> Slice => slice;

    /// <summary>Whether this is what is asked for now.</summary>
    public bool Is(IOutgoingEvents stream, OutgoingQuery query, Webhook webhook, Actor now)
        => stream == from && query with { UpTo = asked.UpTo } == asked && query.UpTo >= asked.UpTo && now == reader && kinds.SequenceEqual(webhook.Kinds);

    /// <summary>Comes back when nothing is under way; whoever needs the stretch meets its fault.</summary>
    public Task EndAsync() => slice.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
