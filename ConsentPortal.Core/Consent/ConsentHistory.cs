using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>One thing that happened to an address, newest first in a timeline.</summary>
public abstract record HistoryItem(Id<ContactPoint> PointId, DateTimeOffset At, long Key)
{
    /// <summary>Orders kinds at the same instant; a part of the cursor.</summary>
    internal abstract int Rank { get; }
}

/// <summary>Somebody said something about a purpose or topic.</summary>
public sealed record ConsentItem(ConsentEvent Event, DateTimeOffset At) : HistoryItem(Event.PointId, At, Event.Sequence)
{
    public LocalText Purpose { get; init; } = new();

    public LocalText? Topic { get; init; }

    /// <summary>The name of the member of staff; null for everybody else.</summary>
    public string? Actor { get; init; }

    /// <summary>The person it is about, where one was named and the asker may see them.</summary>
    public MatrixSharer? About { get; init; }

    /// <summary>Free text; null with <see cref="JustificationErased"/> once erased.</summary>
    public string? Justification { get; init; }

    public bool JustificationErased { get; init; }

    /// <summary>The text that was agreed to.</summary>
    public string? Wording { get; init; }

    public bool WordingErased { get; init; }

    /// <summary>The sender's own name of the message that carried the link.</summary>
    public string? Message { get; init; }

    /// <summary>The save on a public page that it belongs to, whose receipt the person was offered; 0 = none.</summary>
    public Id<UndoOffer> ReceiptId { get; init; }

    /// <summary>Ip and browser (or the import's file) are kept; who may see them asks <see cref="ReadEvidence"/>.</summary>
    public bool HasOrigin => !Event.OriginId.IsNone;

    internal override int Rank => 6;
}

/// <summary>A suppression began or ended.</summary>
public sealed record SuppressionItem(Id<ContactPoint> PointId, DateTimeOffset At, Suppression Suppression, bool Ended) : HistoryItem(PointId, At, Suppression.Id.Value)
{
    public LocalText? Purpose { get; init; }

    public string? Note { get; init; }

    public string? Actor { get; init; }

    internal override int Rank => Ended ? 5 : 4;
}

/// <summary>The address was restricted to storage (GDPR art. 18), or freed again.</summary>
public sealed record RestrictionItem(Id<ContactPoint> PointId, DateTimeOffset At, Restriction Restriction, bool Ended) : HistoryItem(PointId, At, Restriction.Id.Value)
{
    internal override int Rank => Ended ? 3 : 2;
}

/// <summary>A person got the address, or gave it up. Null = somebody whom the asker may not see.</summary>
public sealed record LinkItem(Id<ContactPoint> PointId, DateTimeOffset At, ContactPointLink Link, bool Ended, MatrixSharer? Contact) : HistoryItem(PointId, At, Link.Id.Value)
{
    internal override int Rank => Ended ? 1 : 0;
}

/// <summary>A confirmation was asked for.</summary>
public sealed record RequestItem(ConsentRequest Request) : HistoryItem(Request.PointId, Request.RequestedAt, Request.Id.Value)
{
    internal override int Rank => 7;
}

/// <summary>The place in a timeline after which the next page begins: instant, rank and key, written as <c>638…​.6.42</c>.</summary>
internal readonly record struct HistoryCursor(DateTimeOffset At, int Rank, long Key)
{
    public static readonly HistoryCursor Top = new(DateTimeOffset.MaxValue, int.MaxValue, long.MaxValue);

    public static HistoryCursor Of(HistoryItem item) => new(item.At, item.Rank, item.Key);

    public static bool TryParse(string? text, out HistoryCursor cursor)
    {
        cursor = Top;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var parts = text.Split('.');
        if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rank) || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var key))
        {
            return false;
        }

        cursor = new(new(ticks, TimeSpan.Zero), rank, key);
        return true;
    }

    /// <summary>Does this come after the cursor, that is: is it older?</summary>
    public bool Precedes(HistoryItem item) => (item.At, item.Rank, item.Key).CompareTo((At, Rank, Key)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Rank}.{Key}");
}
