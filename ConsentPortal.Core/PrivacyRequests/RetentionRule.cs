using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How long an administrator wants a class of data kept; a class without a row is kept as it ships.</summary>
public sealed class RetentionRule : IEntity, IAudited, IVersioned
{
    public const int CodeMaxLength = 40;

    /// <summary>The code of the class.</summary>
    public string Class { get; init; } = "";

    public int Days { get; internal set; }

    public int Version { get; set; }
}

/// <summary>What one run did with one class; never changed.</summary>
public sealed class RetentionRun : IEntity, IAppendOnly
{
    public Id<RetentionRun> Id { get; init; }

    public string Class { get; init; } = "";

    /// <summary>When it was done with the class.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What was older went.</summary>
    public DateTimeOffset Before { get; init; }

    public long Rows { get; init; }

    public int Milliseconds { get; init; }

    public RetentionEnd End { get; init; }

    /// <summary>The member who asked for it; 0 = its daily time had come.</summary>
    public long MemberId { get; init; }
}

/// <summary>How a run left a class.</summary>
public enum RetentionEnd
{
    Done,

    /// <summary>There is more; the next run goes on.</summary>
    More,

    /// <summary>A slice could not be taken; the log of the machine says why.</summary>
    Failed,
}

/// <summary>Which process runs, until when, and when the next daily run is due. One row.</summary>
public sealed class RetentionTurn : IEntity
{
    public short Number { get; init; } = 1;

    public long Holder { get; internal set; }

    public DateTimeOffset Until { get; internal set; }

    public DateTimeOffset NextAt { get; internal set; }
}

/// <summary>How long something is kept was changed.</summary>
internal sealed record RetentionChanged(string Class) : PortalEvent("retention.changed", "retention", Class);
