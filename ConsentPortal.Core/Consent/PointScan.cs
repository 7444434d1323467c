using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One walk over the facts of every address that is not erased, in the order of their ids and in one snapshot of the database.</summary>
public interface IPointScan : IAsyncDisposable
{
    /// <summary>How many addresses there are.</summary>
    ValueTask<long> CountAsync(CancellationToken ct);

    /// <summary>Fills the slice with the next addresses; false when there are no more.</summary>
    ValueTask<bool> NextAsync(ScanSlice slice, CancellationToken ct);
}

/// <summary>What a walk reads of each address.</summary>
/// <param name="Purposes">Whose records.</param>
/// <param name="Addresses">The addresses too, as typed.</param>
public sealed record ScanScope(IReadOnlyCollection<Id<Purpose>> Purposes, bool Addresses = false);

/// <summary>Some thousand addresses with their facts, reused from slice to slice.</summary>
public sealed class ScanSlice
{
    public const int Size = 4000;

    private readonly List<ScannedPoint> points = [];

    public int Count { get; private set; }

    public ScannedPoint this[int index] => points[index];

    public void Clear() => Count = 0;

    internal ScannedPoint Add(Id<ContactPoint> id, Channel channel)
    {
        if (points.Count == Count)
        {
            points.Add(new());
        }

        var point = points[Count++];
        point.Facts.Clear();
        (point.Facts.PointId, point.Channel, point.Address) = (id, channel, null);
        return point;
    }

    /// <summary>The facts of a point that rows in the order of the ids speak of; null for one that is not in the slice (erased).</summary>
    /// <param name="at">Where the last row left off; starts at 0.</param>
    internal PointFacts? FactsOf(long point, ref int at)
    {
        while (at < Count && points[at].Facts.PointId.Value < point)
        {
            at++;
        }

        return at < Count && points[at].Facts.PointId.Value == point ? points[at].Facts : null;
    }
}

/// <summary>One address of a walk.</summary>
public sealed class ScannedPoint
{
    public Channel Channel { get; set; }

    /// <summary>As typed; null unless the walk was asked for it.</summary>
    public string? Address { get; set; }

    public PointFacts Facts { get; } = new();
}
