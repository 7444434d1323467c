using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>On which way an event goes to an endpoint. Each has a cursor of its own, so that none waits for another.</summary>
public enum DeliveryLane
{
    Urgent,
    Normal,

    /// <summary>What was asked for again: a back-fill, or single deliveries.</summary>
    Replay,

    /// <summary>A test event, sent on the spot.</summary>
    Test,
}

public enum DeliveryState
{
    /// <summary>Tried in vain, or behind such a one about the same contact point: it will be tried again.</summary>
    Waiting,
    Delivered,

    /// <summary>The last retry failed while other events arrived: it is tried again only when somebody says so.</summary>
    GivenUp,
}

/// <summary>Why an attempt failed.</summary>
public enum DeliveryFault
{
    None,

    /// <summary>It answered with a status that is no success.</summary>
    Refused,

    /// <summary>3xx: it is not followed.</summary>
    Redirected,

    /// <summary>410: the endpoint is switched off.</summary>
    Gone,

    /// <summary>429, 502, 503 or 504: it is asked less often.</summary>
    Busy,
    Timeout,
    NoConnection,

    /// <summary>Its certificate does not hold.</summary>
    NoTrust,

    /// <summary>Its name leads nowhere.</summary>
    NoName,

    /// <summary>Its name leads into a network that is not the public one.</summary>
    NotPublic,

    /// <summary>Not tried itself: it waits behind an earlier one about the same contact point, or for the endpoint.</summary>
    Held,

    /// <summary>The webhook may not be told of it any more.</summary>
    NotSeen,

    /// <summary>Its secret cannot be opened: the database was put back without its keys.</summary>
    NoSecret,
}

/// <summary>One event for one webhook: what became of it. Holds neither body nor address; the body is made anew for each attempt.</summary>
public sealed class WebhookDelivery : IEntity
{
    public const int StreamMaxLength = 12;
    public const int KindMaxLength = 40;

    public Id<WebhookDelivery> Id { get; init; }

    public Id<Webhook> WebhookId { get; init; }

    public string Stream { get; init; } = "";

    public long Sequence { get; init; }

    /// <summary>The <c>webhook-id</c>: the same however often it is sent.</summary>
    public long EventId { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>What it is about, by number: the contact point, the profile, the purpose.</summary>
    public long Subject { get; init; }

    /// <summary>It stops messages: it counts for the alarm until it was acknowledged.</summary>
    public bool Urgent { get; init; }

    public DeliveryLane Lane { get; private set; }

    /// <summary>When the event itself was stored.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the webhook was first to be told.</summary>
    public DateTimeOffset FirstAt { get; private set; }

    public DeliveryState State { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>The last attempt: when, what it answered (0 = nothing), why it failed, how long it took.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    public int Status { get; private set; }

    public DeliveryFault Fault { get; private set; }

    public int Milliseconds { get; private set; }

    /// <summary>Null unless it waits.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    internal void Enter(DeliveryLane lane, DateTimeOffset now) => (Lane, FirstAt) = (lane, now);

    internal void Hold(DateTimeOffset until) => (State, Fault, NextAttemptAt) = (DeliveryState.Waiting, Attempts == 0 ? DeliveryFault.Held : Fault, until);

    /// <summary>Notes an attempt; <paramref name="next"/> is null after the last.</summary>
    internal void Note(AttemptResult result, DateTimeOffset? next)
    {
        Attempts++;
        (LastAt, Status, Fault, Milliseconds) = (result.At, result.Status, result.Fault, result.Milliseconds);
        State = result.Ok ? DeliveryState.Delivered : next is null ? DeliveryState.GivenUp : DeliveryState.Waiting;
        NextAttemptAt = result.Ok ? null : next;
    }

    internal void Drop() => (State, Fault, NextAttemptAt) = (DeliveryState.GivenUp, DeliveryFault.NotSeen, null);

    /// <summary>Once more from the beginning, in the lane that disturbs no other; what waits anyway keeps its lane and with it its order, and is due now.</summary>
    internal void Again(DateTimeOffset now) => (State, Lane, Attempts, FirstAt, NextAttemptAt) = NextAttemptAt is null ? (DeliveryState.Waiting, DeliveryLane.Replay, 0, now, now) : (State, Lane, Attempts, FirstAt, now);

    /// <summary>The endpoint woke up: it counts from the beginning.</summary>
    internal void Wake(DateTimeOffset now) => (Attempts, FirstAt, NextAttemptAt) = (0, now, now);
}

/// <summary>An attempt that failed; the last one stands in the delivery itself.</summary>
public sealed class WebhookAttempt : IEntity
{
    public Id<WebhookAttempt> Id { get; init; }

    public Id<WebhookDelivery> DeliveryId { get; init; }

    public DateTimeOffset At { get; init; }

    public int Status { get; init; }

    public DeliveryFault Fault { get; init; }

    public int Milliseconds { get; init; }
}

/// <summary>What one attempt gave. <c>RetryAfter</c> as the endpoint asked for it.</summary>
public sealed record AttemptResult(DateTimeOffset At, int Status, DeliveryFault Fault, int Milliseconds, TimeSpan? RetryAfter = null)
{
    public bool Ok => Fault == DeliveryFault.None;
}
