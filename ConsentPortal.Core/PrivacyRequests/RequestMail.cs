using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the portal writes about a request by itself.</summary>
public enum RequestMailKind
{
    Acknowledgement,

    /// <summary>An officer asked for the identity once more.</summary>
    IdentityAsked,
    IdentityReminder,
    Expired,
    Withdrawn,
    Answer,

    /// <summary>The answer takes longer.</summary>
    Extended,

    /// <summary>To the member who got the case.</summary>
    Task,
    HalfTime,
    ThreeQuarters,
    LastDay,
    Overdue,
}

/// <summary>Says that a mail about a request was put into the queue of mails, in the same save: so a crash loses none and sends none twice.</summary>
public sealed class RequestMail : IEntity, IAppendOnly
{
    public Id<RequestMail> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public RequestMailKind Kind { get; init; }

    /// <summary>Tells mails of one kind apart: which asking, which reminder, the first or the extended term, whose task. Unique with kind and request.</summary>
    public long Round { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>False: it had nowhere to go, or a later one said it already.</summary>
    public bool Queued { get; init; }
}
