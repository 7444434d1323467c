using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What an objection stopped: one purpose at one address, with the event of the ledger that proves it. Written in the same
/// transaction as that event; never changed.</summary>
public sealed class RequestObjection : IEntity, IAppendOnly
{
    public Id<RequestObjection> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public Id<ContactPoint> PointId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    /// <summary>Whose address it is, where the objection went on from the submitted address to a person's other ones; none = the submitted address.</summary>
    public Id<Contact> ContactId { get; init; }

    /// <summary>The opt-out that stands; none = nothing was there to stop.</summary>
    public Id<ConsentEvent> EventId { get; init; }

    public ObjectionEffect Effect { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What became of one of its opt-outs.</summary>
public enum ObjectionEffect
{
    Stopped,

    /// <summary>It was opted out before.</summary>
    StoppedBefore,

    /// <summary>The person opted in by an act of their own after the day on which they objected.</summary>
    OptedInSince,
}
