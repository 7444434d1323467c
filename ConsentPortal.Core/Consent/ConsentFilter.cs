using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What a list of consents is narrowed to; everything that is set must hold. Names no address: those are contact points by id, so
/// that a filter may stand in a link or a saved view.</summary>
public sealed record ConsentFilter
{
    /// <summary>One address, or the channels of one number; empty = all.</summary>
    public IReadOnlyList<Id<ContactPoint>> Points { get; init; } = [];

    /// <summary>Whoever uses the addresses now.</summary>
    public Id<Contact> ContactId { get; init; }

    /// <summary>Records: of purposes that the profile uses or used. Events: made under the profile.</summary>
    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    /// <summary>Null = the purpose and all its topics; none = the purpose itself.</summary>
    public Id<Topic>? TopicId { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>Where a record stands now: <c>OptedIn</c> holds, <c>Expired</c> has ended. For events the status that they brought.</summary>
    public ConsentStatus? Status { get; init; }

    public ActorKind? ActorKind { get; init; }

    public ConsentAction? Action { get; init; }

    /// <summary>The whole source, as the event keeps it.</summary>
    public string? Source { get; init; }

    /// <summary>A structured reason such as <c>too_frequent</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Recorded at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Recorded before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Happened at or after.</summary>
    public DateTimeOffset? HappenedFrom { get; init; }

    /// <summary>Happened before.</summary>
    public DateTimeOffset? HappenedUntil { get; init; }

    /// <summary>An opt-in that ends before this instant, or has.</summary>
    public DateTimeOffset? EndsBefore { get; init; }

    /// <summary>The import job, by number; 0 = any way.</summary>
    public long ImportBatch { get; init; }

    /// <summary>Only what looked like a mail scanner's doing.</summary>
    public bool Flagged { get; init; }

    /// <summary>Some of it stands only in the event behind a record.</summary>
    internal bool AsksTheEvent => Action is not null || Source is not null || Reason is not null || ImportBatch != 0 || Flagged;

    // lists are compared by what is in them
    public bool Equals(ConsentFilter? other) => other is not null && Points.SequenceEqual(other.Points)
        && (ContactId, ProfileId, PurposeId, TopicId, Channel, Status) == (other.ContactId, other.ProfileId, other.PurposeId, other.TopicId, other.Channel, other.Status)
        && (ActorKind, Action, Source, Reason, ImportBatch, Flagged) == (other.ActorKind, other.Action, other.Source, other.Reason, other.ImportBatch, other.Flagged)
        && (From, Until, HappenedFrom, HappenedUntil, EndsBefore) == (other.From, other.Until, other.HappenedFrom, other.HappenedUntil, other.EndsBefore);

    public override int GetHashCode() => HashCode.Combine(Points.Count, ContactId, PurposeId, Status, Channel, From, Source);
}

/// <summary>One page of a list of consents.</summary>
/// <param name="Cursor">Of the page before or after this one; null = from the beginning.</param>
/// <param name="Backwards">The page before the cursor instead of the one after.</param>
/// <param name="OldestFirst">The list begins with what was recorded first.</param>
public sealed record ConsentListQuery(ConsentFilter Filter, string? Cursor = null, bool Backwards = false, bool OldestFirst = false, int Take = 50)
{
    public const int TakeMost = 200;

    internal int Size => Math.Clamp(Take, 1, TakeMost);

    internal bool Descending => OldestFirst == Backwards;
}

/// <summary>A page and the ways on: cursors of its first and last row, null where the list ends.</summary>
public sealed record ConsentListPage<T>(IReadOnlyList<T> Rows, string? Previous, string? Next);
