using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the portal has done for a request by itself so far. A request without one came before the portal did such things, and is left to the officers.</summary>
public sealed class RequestPath : IEntity
{
    public Id<PrivacyRequest> RequestId { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>The acknowledgement waits: so many went to this address today that one more would be a nuisance.</summary>
    public bool Waits { get; internal set; }

    /// <summary>When it was given to an officer by the rules; an officer who puts it back into the queue is not overruled.</summary>
    public DateTimeOffset? GivenAt { get; internal set; }
}
