using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>On which ground of GDPR art. 18(1) somebody's data is restricted.</summary>
public enum RestrictionGround
{
    /// <summary>(a) They contest that it is right, until that is checked.</summary>
    Accuracy,

    /// <summary>(b) It is used unlawfully, and they want it kept rather than erased.</summary>
    Unlawful,

    /// <summary>(c) We need it no longer, they do: for legal claims.</summary>
    Claims,

    /// <summary>(d) They objected, until it is decided whose interest weighs more.</summary>
    Objection,
}

/// <summary>A restriction from its beginning to its end. It ends only after the person was told (GDPR art. 18(3)).</summary>
public sealed class RequestRestriction : IEntity, IAudited
{
    public Id<RequestRestriction> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public Id<Contact> ContactId { get; init; }

    public RestrictionGround Ground { get; init; }

    public DateTimeOffset From { get; init; }

    /// <summary>Why it is to end, in words: a side row that can be erased.</summary>
    public Id<SideRow> EndReasonId { get; internal set; }

    /// <summary>The mail that tells them; none = none was written yet.</summary>
    public Id<Email> NoticeId { get; internal set; }

    public DateTimeOffset? NoticeAskedAt { get; internal set; }

    /// <summary>When they were told: the mail left, or a member of staff told them otherwise.</summary>
    public DateTimeOffset? ToldAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public bool IsOpen => EndedAt is null;
}
