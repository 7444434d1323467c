using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What a request asks.</summary>
public enum ConsentRequestKind
{
    /// <summary>Was this opt-in yours? (double opt-in)</summary>
    OptIn,

    /// <summary>Your consent ends: shall it go on?</summary>
    Renewal,
}

/// <summary>A question sent to an address: does it confirm this opt-in? Nothing counts until a POST answers it. The token is single use
/// and stored hashed.</summary>
public sealed class ConsentRequest : IEntity
{
    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(7);

    /// <summary>A renewal link works as long as a confirmation may at most: nobody is in a hurry while the consent holds.</summary>
    public static readonly TimeSpan RenewalLife = TimeSpan.FromDays(28);

    /// <summary>At most this many of these mails to one address in 24 hours: the form must not be a mail bomb.</summary>
    public const int MaxPerDay = 3;

    public Id<ConsentRequest> Id { get; init; }

    public ConsentRequestKind Kind { get; init; }

    /// <summary>The run that asked; none for a double opt-in.</summary>
    public Id<RenewalRun> RunId { get; init; }

    public byte[] TokenHash { get; init; } = [];

    public Id<ContactPoint> PointId { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public string Language { get; init; } = "";

    /// <summary>The sentence that the answer agrees to, in that language.</summary>
    public string Wording { get; init; } = "";

    public string WordingVersion { get; init; } = "";

    /// <summary>The person whose consent level the answer raises; 0 = it asks for no level.</summary>
    public Id<Contact> LevelContactId { get; init; }

    public ConsentLevel? LevelWanted { get; init; }

    /// <summary>The level when it was asked: who lowered it since has changed their mind.</summary>
    public ConsentLevel? LevelFrom { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set when it was answered.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool Confirmed { get; private set; }

    /// <summary>Who answers, where that is not the address itself: a child's guardian. 0 = the address.</summary>
    public Id<ContactPoint> AskedPointId { get; init; }

    /// <summary>What the person said about themselves on the form; 0 = nothing.</summary>
    public Id<RequestedPerson> PersonId { get; init; }

    /// <summary>When to remind, once; null = never.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>Set when it was reminded of, or when that was found to be forbidden.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>The reminder's own link; the first one stays good.</summary>
    public byte[]? ReminderHash { get; private set; }

    public List<ConsentRequestItem> Items { get; init; } = [];

    public bool IsOpen(DateTimeOffset now) => ClosedAt is null && ExpiresAt > now && (LevelWanted is not null || Items.Exists(i => i.WithdrawnAt is null));

    /// <param name="hash">Of the reminder's token; null = no reminder was sent.</param>
    internal void Remind(byte[]? hash, DateTimeOffset now) => (ReminderHash, RemindedAt) = (hash, now);

    /// <summary>The one who answers is the guardian of the child whose address it is.</summary>
    public bool IsByGuardian => !AskedPointId.IsNone;

    internal void Close(bool confirmed, DateTimeOffset now)
    {
        ClosedAt = now;
        Confirmed = confirmed;
    }
}

/// <summary>One thing that the request asks to confirm.</summary>
public sealed class ConsentRequestItem : IEntity
{
    public Id<ConsentRequestItem> Id { get; init; }

    public Id<ConsentRequest> RequestId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public Id<Topic> TopicId { get; init; }

    public Id<Contact> ContactId { get; init; }

    /// <summary>The pending event that this answer confirms; for a renewal, the one whose consent ends.</summary>
    public Id<ConsentEvent> EventId { get; init; }

    /// <summary>The published wording that the question shows for it; empty = the request's own sentence.</summary>
    public string WordingVersion { get; init; } = "";

    /// <summary>An opt-out of the same thing came after the question: a later click must not overrule it.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    internal void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
