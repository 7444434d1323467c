using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>One field that a person asked to have changed, and what became of it. The value stands in the submission only.</summary>
public sealed class RequestUpdate : IEntity
{
    public const int FieldMaxLength = Submission.NameMaxLength;

    public Id<RequestUpdate> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    /// <summary>One of <see cref="UpdateFields"/>, or the code of an own field.</summary>
    public string Field { get; init; } = "";

    public UpdateState State { get; internal set; }

    public DateTimeOffset? At { get; internal set; }

    /// <summary>Why, in words: a side row that can be erased.</summary>
    public Id<SideRow> ReasonId { get; internal set; }
}

/// <summary>How far a proposed change has come.</summary>
public enum UpdateState
{
    /// <summary>An officer decides.</summary>
    Open,

    /// <summary>The person may change it themselves: done once they showed who they are.</summary>
    Applied,
    Accepted,
    Rejected,
}
