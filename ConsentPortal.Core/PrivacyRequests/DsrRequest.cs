using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What another controller asks for by OpenDSR 2.0.</summary>
public enum DsrType
{
    Access,
    Portability,
    Erasure,
}

/// <summary>What it may ask for besides, in the extension under our own domain.</summary>
public enum DsrRight
{
    Rectify,
    Restrict,
    Object,
}

/// <summary>How a request stands in the words of OpenDSR 2.0.</summary>
public enum DsrStatus
{
    Pending,
    InProgress,
    Completed,
    Cancelled,
}

/// <summary>One identity of the person, raw or hashed: <c>email</c>, <c>sha256</c>, <c>9f86…</c>.</summary>
public sealed record DsrIdentity(string Type, string Format, string Value);

/// <summary>A request that another controller handed in: its own number for it, and where it wants to be told. The case beside it is ours.</summary>
public sealed class DsrRequest : IEntity
{
    public const int NumberLength = 36, MostCallbacks = 5;

    public Id<DsrRequest> Id { get; init; }

    public Id<Application> ApplicationId { get; init; }

    /// <summary>UUID v4 in lower case, made by the controller: unique for its application.</summary>
    public string SubjectRequestId { get; init; } = "";

    public Id<PrivacyRequest> RequestId { get; init; }

    /// <summary>Keyed hash of the body: the same number with another body is refused.</summary>
    public byte[] BodyHash { get; init; } = [];

    public DateTimeOffset ReceivedAt { get; init; }

    public List<string> CallbackUrls { get; init; } = [];

    /// <summary>Whom a hash or a customer number means was looked up, after the answer: its time tells nothing.</summary>
    public DateTimeOffset? MatchedAt { get; internal set; }

    /// <summary>The last step whose state was told.</summary>
    public Id<RequestStep> ToldStepId { get; internal set; }

    public DsrStatus Told { get; internal set; }
}

/// <summary>One state told to one address; kept until thirty days after it was.</summary>
public sealed class DsrCallback : IEntity
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Id<DsrCallback> Id { get; init; }

    public Id<DsrRequest> DsrId { get; init; }

    public string Url { get; init; } = "";

    public DsrStatus Status { get; init; }

    /// <summary>When the state changed.</summary>
    public DateTimeOffset At { get; init; }

    public int Tries { get; private set; }

    /// <summary>Null = it arrived, or was given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; internal set; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    internal void Note(AttemptResult result)
    {
        Tries++;
        (ArrivedAt, NextAttemptAt) = result.Ok ? (result.At, null)
            : (ArrivedAt, result.Fault != DeliveryFault.Gone && RetryTable.After(Tries, result.RetryAfter) is { } wait ? result.At + wait : (DateTimeOffset?)null);
    }
}

/// <summary>Our states in the words of OpenDSR.</summary>
public static class DsrStatuses
{
    public static DsrStatus Of(RequestState state) => state switch
    {
        RequestState.Received or RequestState.Acknowledged or RequestState.IdentityPending => DsrStatus.Pending,
        RequestState.Verified or RequestState.InProgress or RequestState.Review => DsrStatus.InProgress,
        RequestState.Withdrawn or RequestState.ExpiredUnverified => DsrStatus.Cancelled,
        _ => DsrStatus.Completed,
    };

    /// <summary>As it is written: <c>in_progress</c>.</summary>
    public static string Word(DsrStatus status) => status == DsrStatus.InProgress ? "in_progress" : Kernel.Word.Of(status);
}
