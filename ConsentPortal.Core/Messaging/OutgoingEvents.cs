using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>The kinds of events that other systems can be told, as their wire names end: <c>io.consentportal.consent.changed.v1</c>.</summary>
public static class OutgoingKinds
{
    public const string ConsentChanged = "consent.changed";
    public const string SuppressionAdded = "suppression.added";
    public const string SuppressionLifted = "suppression.lifted";
    public const string ProfilePublished = "profile.published";

    /// <summary>A person was erased; who had their data forgets them too, and acknowledges.</summary>
    public const string PersonErased = "person.erased";

    /// <summary>Values of a person were put right at their request; who had them fetches them anew (GDPR art. 19).</summary>
    public const string PersonCorrected = "person.corrected";

    /// <summary>A person's data may be kept and not used until it is said that this ended (GDPR art. 18, 19).</summary>
    public const string PersonRestricted = "person.restricted";

    /// <summary>The restriction ended.</summary>
    public const string PersonReleased = "person.released";

    /// <summary>Sent on demand only, to see whether it arrives.</summary>
    public const string WebhookTest = "webhook.test";

    /// <summary>Those that can be subscribed to.</summary>
    public static IReadOnlyList<string> All { get; } = [ConsentChanged, SuppressionAdded, SuppressionLifted, ProfilePublished, PersonErased, PersonCorrected, PersonRestricted, PersonReleased];

    /// <summary>The type as CloudEvents wants it.</summary>
    public static string TypeOf(string kind) => $"io.consentportal.{kind}.v1";
}

/// <summary>Which of two lanes an event takes: what stops messages must not wait behind what allows them.</summary>
public enum OutgoingLane
{
    /// <summary>Opt-outs, pauses, suppressions and restrictions.</summary>
    Urgent,

    /// <summary>Everything else.</summary>
    Normal,
}

/// <summary>One event as other systems are told of it.</summary>
/// <param name="Sequence">Its place in the stream it comes from: never two alike, never one behind what was read.</param>
/// <param name="Id">The same however often it is told.</param>
/// <param name="Subject">What it is about, by number: the contact point; of a change of the rules the profile or purpose. Events about one subject keep their order.</param>
/// <param name="Data">JSON, without an address unless the reader may have it.</param>
public sealed record OutgoingEvent(long Sequence, long Id, string Kind, OutgoingLane Lane, long Subject, DateTimeOffset At, byte[] Data);

/// <summary>What one reader asks of a stream.</summary>
/// <param name="After">Behind the event with this sequence number.</param>
/// <param name="UpTo">Not beyond this one.</param>
/// <param name="Lane">Null = both.</param>
public sealed record OutgoingQuery(long After, long UpTo, OutgoingLane? Lane, int Most);

/// <summary>A stretch of a stream.</summary>
/// <param name="Next">Go on behind this: it also passes by what this reader does not get.</param>
public sealed record OutgoingSlice(IReadOnlyList<OutgoingEvent> Events, long Next);

/// <summary>Events that leave the house, read by cursor in the order of their commits: nothing ever appears behind what was read.</summary>
public interface IOutgoingEvents
{
    /// <summary>The stream's name in the database; never changed.</summary>
    string Stream { get; }

    /// <summary>What it carries.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>The sequence number of the last event; 0 = there is none.</summary>
    Task<long> HeadAsync(CancellationToken ct);

    /// <summary>Events in their order, as <paramref name="reader"/> may see them.</summary>
    Task<OutgoingSlice> ReadAsync(OutgoingQuery query, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct);

    /// <summary>Single events again, by sequence number; what the reader may not see any more is left out.</summary>
    Task<IReadOnlyList<OutgoingEvent>> AgainAsync(IReadOnlyCollection<long> sequences, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct);

    /// <summary>When the first urgent event behind this place was stored; null = there is none that the reader gets.</summary>
    Task<DateTimeOffset?> OldestUrgentAsync(long after, IReadOnlyCollection<string> kinds, Actor reader, CancellationToken ct);
}
