using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Where one answer stands now: the projection of its events, and nothing besides. Key: contact point, purpose, topic (0 = the
/// purpose itself), contact (0 = the address; used where the purpose's opt-out scope is the contact).</summary>
public sealed class ConsentRecord : IEntity
{
    public Id<ContactPoint> PointId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public Id<Topic> TopicId { get; init; }

    public Id<Contact> ContactId { get; init; }

    public ConsentStatus Status { get; init; }

    /// <summary>When the act behind the status happened.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Who acted: decides what may overrule it, and whether a guardian spoke.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>The event that set the status: its evidence.</summary>
    public Id<ConsentEvent> EventId { get; init; }
}
