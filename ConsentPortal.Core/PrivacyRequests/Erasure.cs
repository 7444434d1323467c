using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

public enum ErasureState
{
    /// <summary>Planned and put up for review; a second person approves.</summary>
    Proposed,

    /// <summary>Approved: the job runs, step after step.</summary>
    Running,

    /// <summary>Everything is erased, and those who had the data were told.</summary>
    Done,
}

/// <summary>One erasure, from its plan to its certificate. Each step is written down when it is done, so that one that was killed goes on where
/// it stood. Names nobody: whose data it is lies sealed in it until the last step.</summary>
public sealed class Erasure : IEntity, IVersioned
{
    public const int ActorMaxLength = 64, HashLength = 64, WaitsMaxLength = 40;

    public Id<Erasure> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public ErasureState State { get; internal set; }

    /// <summary>JSON of <see cref="ErasurePlan"/>.</summary>
    public string Plan { get; internal set; } = "";

    /// <summary>SHA-256 of what the plan is about, in hex: what a second person approves is what was found then.</summary>
    public string PlanHash { get; internal set; } = "";

    /// <summary>JSON of <see cref="ErasureAims"/>, sealed with the ring of secrets; empty once everything is done.</summary>
    public byte[] Aims { get; internal set; } = [];

    /// <summary>The member who put it up for review.</summary>
    public string PreparedBy { get; internal set; } = "";

    public DateTimeOffset PreparedAt { get; internal set; }

    public string ApprovedBy { get; internal set; } = "";

    public DateTimeOffset? ApprovedAt { get; internal set; }

    /// <summary>JSON of the steps that are done, in their order.</summary>
    public string StepsJson { get; internal set; } = "[]";

    /// <summary>What must end first: <c>import</c>, <c>export</c>, <c>legal-hold</c>; empty = nothing.</summary>
    public string Waits { get; internal set; } = "";

    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>JSON; empty before the end.</summary>
    public string Certificate { get; internal set; } = "";

    /// <summary>SHA-256 of the certificate as it stands, in hex.</summary>
    public string CertificateHash { get; internal set; } = "";

    public int Version { get; set; }

    public IReadOnlyList<ErasureStep> Steps => JsonSerializer.Deserialize<List<ErasureStep>>(StepsJson) ?? [];

    internal void Did(ErasureStep step) => (StepsJson, Waits) = (JsonSerializer.Serialize(Steps.Append(step)), "");
}

/// <summary>A step that is done, and how many rows it touched.</summary>
public sealed record ErasureStep(string Name, int Rows, DateTimeOffset At);

/// <summary>An application that had the data and was told (GDPR art. 19). One an erasure and application.</summary>
public sealed class ErasureNotice : IEntity
{
    /// <summary>Told again after this long without an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>Overdue after this long.</summary>
    public static readonly TimeSpan Due = TimeSpan.FromDays(14);

    public Id<Erasure> ErasureId { get; init; }

    public Id<Application> ApplicationId { get; init; }

    public DateTimeOffset ToldAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>When it was told last; the number of the message says which delivery of a webhook it was.</summary>
    public DateTimeOffset LastToldAt { get; private set; }

    public long MessageId { get; private set; }

    public int Reminders { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>The application itself, or a member of the team for it.</summary>
    public ActorKind AcknowledgedKind { get; private set; }

    public string AcknowledgedBy { get; private set; } = "";

    public bool IsOverdue(DateTimeOffset now) => AcknowledgedAt is null && DueAt <= now;

    internal ErasureNotice Tell(long message, DateTimeOffset now)
    {
        (MessageId, LastToldAt) = (message, now);
        return this;
    }

    internal void Remind(long message, DateTimeOffset now)
    {
        Reminders++;
        Tell(message, now);
    }

    internal void Acknowledge(Actor actor, DateTimeOffset now) => (AcknowledgedAt, AcknowledgedKind, AcknowledgedBy) = (now, actor.Kind, actor.Id ?? "");
}
