using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What somebody asks for under their rights.</summary>
public enum RequestKind
{
    /// <summary>Get my data: GDPR art. 15 and 20; CCPA "know".</summary>
    Get,

    /// <summary>Forget me: art. 17; "delete".</summary>
    Forget,

    /// <summary>Update my data: art. 16; "correct".</summary>
    Update,

    /// <summary>Stop using it, for marketing or one purpose: art. 21; "opt out of sale or sharing".</summary>
    Object,

    /// <summary>Keep it, use it for nothing: art. 18.</summary>
    Restrict,
}

/// <summary>By which way it reached the controller.</summary>
public enum RequestIntake
{
    PublicPage,
    PreferenceCenter,
    Phone,
    Letter,
    Email,
    InPerson,
    Api,
    OpenDsr,
}

/// <summary>For whom somebody asks.</summary>
public enum OnBehalf
{
    Self,

    /// <summary>Their child.</summary>
    Child,

    /// <summary>Somebody who gave them authority.</summary>
    Principal,
}

/// <summary>One request of a data subject, from its receipt to its answer. What was submitted lies in an erasable side row; the case itself
/// holds no name and no address.</summary>
public sealed class PrivacyRequest : IEntity, IAudited, IVersioned
{
    public const int RefusalMaxLength = 60;

    public Id<PrivacyRequest> Id { get; init; }

    /// <summary>The year in which it arrived; with <see cref="Serial"/> its number: 2026-0042.</summary>
    public int Year { get; init; }

    public int Serial { get; internal set; }

    public RequestKind Kind { get; init; }

    public RequestIntake Intake { get; init; }

    public OnBehalf OnBehalf { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public RequestState State { get; internal set; }

    /// <summary>When it reached any channel of the controller: the clock runs from here (GDPR art. 12(3)).</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>When an objection was carried out in the ledger; null = not yet, or it is none.</summary>
    public DateTimeOffset? ActedAt { get; internal set; }

    /// <summary>When all went from the case that told who it was; null = it is whole.</summary>
    public DateTimeOffset? RetiredAt { get; internal set; }

    /// <summary>As reckoned at receipt: these four never move.</summary>
    public DateOnly ReceivedOn { get; init; }

    public DateOnly? AcknowledgeBy { get; init; }

    public DateOnly? AnswerBy { get; init; }

    public DateOnly? ExtendedBy { get; init; }

    /// <summary>The answer's term is months: it runs to a working day, and may stand still while the person must answer.</summary>
    public bool CountsMonths { get; init; }

    /// <summary>IANA name; days end at midnight there.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>The date to work to: the base or the extended one, later by finished pauses. What a queue is ordered by.</summary>
    public DateOnly? DueOn { get; internal set; }

    public DateTimeOffset? ExtendedAt { get; internal set; }

    public DateOnly? PausedSince { get; internal set; }

    /// <summary>Nothing of this person is erased while a dispute or a law needs it.</summary>
    public bool LegalHold { get; internal set; }

    /// <summary>The member who works on it; 0 = nobody yet.</summary>
    public long AssigneeId { get; internal set; }

    /// <summary>The person it is about, once somebody linked them.</summary>
    public Id<Contact> ContactId { get; internal set; }

    /// <summary>The open case that asked for the same before; none = it is the first.</summary>
    public Id<PrivacyRequest> RepeatsId { get; init; }

    /// <summary>BCP 47, in which the person is answered.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The keyed hash of the email or number that was submitted; stays when the submission is erased.</summary>
    public byte[] KeyHash { get; init; } = [];

    public Id<SideRow> SubmissionId { get; init; }

    /// <summary>Why it was refused, as a code; empty = it was not.</summary>
    public string RefusalCode { get; internal set; } = "";

    public int Version { get; set; }

    public string Number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Year}-{Serial:0000}");

    public bool IsOpen => ClosedAt is null;
}

/// <summary>Something that happened in a case; never changed.</summary>
public sealed class RequestStep : IEntity, IAppendOnly
{
    public const int NoteMaxLength = 10_000;

    public Id<RequestStep> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public DateTimeOffset At { get; init; }

    public RequestStepKind Kind { get; init; }

    /// <summary>The state that it led to.</summary>
    public RequestState State { get; init; }

    public ActorKind ActorKind { get; init; }

    public string ActorId { get; init; } = "";

    /// <summary>Words of a person: a side row that can be erased. None = nothing was said.</summary>
    public Id<SideRow> NoteId { get; init; }

    public byte[]? NoteHash { get; init; }
}

/// <summary>What a step was.</summary>
public enum RequestStepKind
{
    Received,
    Moved,
    Assigned,
    Commented,
    Linked,
    Extended,
    Paused,
    Resumed,
    Held,
    Released,

    /// <summary>Marketing was stopped as an objection asked.</summary>
    Stopped,
    Restricted,

    /// <summary>They were told that the restriction will end.</summary>
    ToldOfEnd,
    Unrestricted,

    /// <summary>Proposed values were applied, accepted or rejected.</summary>
    Decided,
    Approved,
    Attached,
    /// <summary>A copy of the data is gathered.</summary>
    PackageBuilt,
    PackageReleased,
    PackageFetched,

    /// <summary>The person showed by a code that the new address is theirs.</summary>
    AddressProved,
}
