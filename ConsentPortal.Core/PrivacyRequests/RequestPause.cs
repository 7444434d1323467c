using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>A time in which the clock stood still.</summary>
public sealed class RequestPause : IEntity
{
    public Id<RequestPause> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public DateOnly PausedOn { get; init; }

    public DateOnly? ResumedOn { get; internal set; }

    public ClockPause AsClock() => new(PausedOn, ResumedOn);
}
