using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Audit;

/// <summary>One announced change that is no consent event: who did what to what, when. Old and new values lie in an erasable side row.</summary>
public sealed class AuditEntry : IEntity, IAppendOnly
{
    public const int KindMaxLength = 60;
    public const int NameMaxLength = 200;

    public Id<AuditEntry> Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>What happened, past tense: <c>profile.edited</c>.</summary>
    public string Kind { get; init; } = "";

    public ActorKind ActorKind { get; init; }

    public string ActorId { get; init; } = "";

    public string SubjectKind { get; init; } = "";

    public string SubjectId { get; init; } = "";

    /// <summary>Old and new values, and the names of actor and subject then: JSON in a side row; 0 = none.</summary>
    public Id<SideRow> ValuesId { get; init; }

    public byte[]? ValuesHash { get; init; }
}

/// <summary>What the side row of an audit entry holds.</summary>
public sealed record AuditValues(string Actor, string Subject, IReadOnlyList<Change> Changes)
{
    /// <summary>Why, in the words of who did it; null = nobody said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
