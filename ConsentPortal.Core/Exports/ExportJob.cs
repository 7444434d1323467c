using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

public enum ExportState
{
    Queued,
    Running,

    /// <summary>The file is whole and can be fetched.</summary>
    Ready,

    /// <summary>Stopped by somebody; nothing of it is left but this row.</summary>
    Cancelled,
    Failed,

    /// <summary>The file was deleted, by its age or by hand.</summary>
    Deleted,
}

/// <summary>One list on its way into a file. The file is written anew from the beginning after a crash, and served only when it is whole.</summary>
public sealed class ExportJob : IEntity, IAudited
{
    public const int DescribedMaxLength = 1000, ErrorMaxLength = 500, NameMaxLength = 200, ActorMaxLength = 64;

    public Id<ExportJob> Id { get; init; }

    public ExportWhat What { get; init; }

    public ExportFormat Format { get; init; }

    /// <summary>The filter as JSON, sealed by Data Protection, because what somebody searched for may be an address; empty once the file is gone.</summary>
    public string Filter { get; internal set; } = "";

    /// <summary>The filter in codes.</summary>
    public string Described { get; init; } = "";

    /// <summary>What the file is for, in the words of who asked.</summary>
    public string Reason { get; init; } = "";

    public ExportState State { get; internal set; }

    /// <summary>Set by whoever wants it to stop; the worker answers after the next rows.</summary>
    public bool CancelRequested { get; internal set; }

    public long RowsDone { get; internal set; }

    /// <summary>About so many there will be; null = nobody counted.</summary>
    public long? RowsTotal { get; internal set; }

    /// <summary>Bytes of the file as it is fetched.</summary>
    public long FileSize { get; internal set; }

    /// <summary>SHA-256 of the file as it is fetched.</summary>
    public byte[]? FileHash { get; internal set; }

    /// <summary>The key of the file on the disk, sealed by Data Protection; null once it is gone: then nobody reads what is left of it.</summary>
    public byte[]? FileKey { get; internal set; }

    public string Error { get; internal set; } = "";

    /// <summary>SHA-256 of the token in the link that was issued last; null = none.</summary>
    public byte[]? LinkHash { get; internal set; }

    /// <summary>The member who alone opens that link.</summary>
    public string LinkFor { get; internal set; } = "";

    public int LinkUses { get; internal set; }

    public ActorKind OwnerKind { get; init; }

    public string OwnerId { get; init; } = "";

    public string OwnerName { get; init; } = "";

    /// <summary>What the program might do that asked; it gets no more later. Members are looked up anew.</summary>
    public Permission OwnerMay { get; init; }

    /// <summary>The code of the profile that the program's key is bound to; empty = none.</summary>
    public string OwnerProfile { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>When the file is deleted.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    public bool IsOpen => State is ExportState.Queued or ExportState.Running;

    internal ExportPapers Papers => new(What, Format, Described, Reason);

    /// <summary>Waits again from the beginning.</summary>
    internal void Restart() => (State, CancelRequested, RowsDone, RowsTotal, Error, EndedAt) = (ExportState.Queued, false, 0, null, "", null);

    /// <summary>Nothing of its file can be read any more; what it was stays written down.</summary>
    internal void End(ExportState state, string error, DateTimeOffset now)
    {
        (State, Error, FileKey, LinkHash, LinkFor, ExpiresAt) = (state, error, null, null, "", null);
        EndedAt ??= now;
        Filter = state == ExportState.Deleted ? "" : Filter; // who stopped it may begin it again
    }

    internal ExportEvent Tell(string kind) => new(kind, ExportEvent.OfJob, Id.ToString(), Papers);
}
