using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>The whole answer of the Communication tab: every purpose and topic of one profile, for each address of a person (or one
/// address alone): what is stored, what would be sent now and why.</summary>
public sealed record ConsentMatrix
{
    public required MatrixProfile Profile { get; init; }

    /// <summary>Every profile there is, those that this person has consent under first.</summary>
    public required IReadOnlyList<MatrixProfile> Profiles { get; init; }

    /// <summary>The addresses, in the order of the contact's page; each row has one cell for each.</summary>
    public required IReadOnlyList<MatrixPoint> Points { get; init; }

    public required IReadOnlyList<MatrixRow> Rows { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}

/// <param name="InUse">Something was said under it at one of these addresses.</param>
public sealed record MatrixProfile(Id<ComplianceProfile> Id, string Code, string Name, bool Active, bool DoubleOptIn, bool InUse);

/// <summary>One address. <c>Address</c> is null once erased.</summary>
public sealed record MatrixPoint(Id<ContactPoint> Id, Channel Channel, string? Address, string? Canonical)
{
    /// <summary>The other people who use it, as far as the asker may see them.</summary>
    public IReadOnlyList<MatrixSharer> Others { get; init; } = [];

    /// <summary>How many more use it whom the asker may not see.</summary>
    public int HiddenOthers { get; init; }

    public int Sharers => Others.Count + HiddenOthers;

    /// <summary>Stored and nothing else, for somebody who uses it (GDPR art. 18).</summary>
    public bool Restricted { get; init; }
}

public sealed record MatrixSharer(Id<Contact> Id, string Name);

/// <summary>One purpose, or one of its topics.</summary>
public sealed record MatrixRow(Id<Purpose> PurposeId, Id<Topic> TopicId, LocalText Name, PurposeType Type, bool Active, bool PerContact, IReadOnlyList<MatrixCell> Cells)
{
    /// <summary>The code of the purpose.</summary>
    public string Code { get; init; } = "";

    public bool IsTopic => !TopicId.IsNone;

    public MatrixCell Cell(Id<ContactPoint> point) => Cells.First(c => c.PointId == point);
}

/// <summary>One answer.</summary>
public sealed record MatrixCell(Id<ContactPoint> PointId, EnforcementModel Model, ConsentStatus Status, ReasonCode Reason)
{
    /// <summary>What a sender who does not name the person is told, where that differs.</summary>
    public ReasonCode? WithoutName { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Set while it is paused.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>What would be answered if nothing were paused; null where no pause decides.</summary>
    public ReasonCode? WithoutPause { get; init; }

    public Obtained? How { get; init; }

    public Id<ConsentEvent> EventId { get; init; }

    public bool Allowed => Reason.Allows();
}

/// <summary>How a status came about. <c>Actor</c> is the name of the member of staff; null for everybody else.</summary>
public sealed record Obtained(ConsentAction Action, string Source, ActorKind ActorKind, string? Actor, ActorKind? OnBehalfOf, DateTimeOffset At, long ImportBatch);
