using System.Runtime.InteropServices;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What is known of the contact that a caller named beside the address.</summary>
public enum ContactAnswer
{
    /// <summary>None was named.</summary>
    NotAsked,

    /// <summary>Unknown, or not an owner of this address.</summary>
    Mismatch,
    Owner,
}

/// <summary>All that the rule needs to know about one address at one instant. Reused from line to line, so that a stream allocates little.</summary>
public sealed class PointFacts
{
    /// <summary>None when nothing was ever stored about this address.</summary>
    public Id<ContactPoint> PointId { get; set; }

    /// <summary>Restricted, or asked as of a time before its erasure.</summary>
    public bool Restricted { get; set; }

    public ContactAnswer Contact { get; set; }

    /// <summary>The contact that was named; only with <see cref="ContactAnswer.Owner"/>.</summary>
    public Id<Contact> ContactId { get; set; }

    public List<SuppressionFact> Suppressions { get; } = [];

    /// <summary>Every contact that uses the address, each with what rules it (a lead: the contact it became).</summary>
    public List<ContactFact> Contacts { get; } = [];

    /// <summary>The records of the asked purpose and of the tracking purpose.</summary>
    public List<RecordFact> Records { get; } = [];

    /// <summary>Whether any record names a pause, over or not: most name none, and need not be weighed for one.</summary>
    public bool AnyPause
    {
        get
        {
            foreach (ref readonly var record in CollectionsMarshal.AsSpan(Records))
            {
                if (record.PausedUntil is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void Clear()
    {
        PointId = Id<ContactPoint>.None;
        Restricted = false;
        Contact = ContactAnswer.NotAsked;
        ContactId = Id<Contact>.None;
        Suppressions.Clear();
        Contacts.Clear();
        Records.Clear();
    }
}

/// <summary>A suppression that holds; <c>LiftedFor</c> = the purposes that a confirmed opt-in took out of it.</summary>
public readonly record struct SuppressionFact(SuppressionScope Scope, Id<Purpose> PurposeId, IReadOnlyList<long>? LiftedFor = null);

/// <summary>One contact on the address.</summary>
public readonly record struct ContactFact(Id<Contact> Id, ConsentLevel Level, bool Child, bool DoNotTrack, bool DoNotBulk, bool DoNotMail, bool DoNotPhone);

/// <summary>One record: see <see cref="ConsentRecord"/>.</summary>
public readonly record struct RecordFact(
    Id<Purpose> PurposeId, Id<Topic> TopicId, Id<Contact> ContactId, ConsentStatus Status, DateTimeOffset OccurredAt,
    DateTimeOffset? ValidUntil, DateTimeOffset? PausedUntil, ActorKind ActorKind, Id<ConsentEvent> EventId);
