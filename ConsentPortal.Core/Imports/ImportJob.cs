using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What a file holds.</summary>
public enum ImportKind
{
    /// <summary>Answers of addresses: yes and no.</summary>
    Consents,

    /// <summary>People with their addresses; no answers.</summary>
    Contacts,
}

public enum ImportState
{
    /// <summary>The file is here; columns and words are being mapped.</summary>
    Draft,
    Queued,
    Running,
    Finished,

    /// <summary>Stopped by somebody; what was written stays, and it can go on.</summary>
    Cancelled,
    Failed,

    /// <summary>A draft, or a stopped import, that somebody gave up; its file is deleted.</summary>
    Discarded,
}

/// <summary>One file on its way in. Its place in the file is saved in the transaction that writes its rows, so that it resumes after a
/// crash with every row once.</summary>
public sealed class ImportJob : IEntity, IAudited
{
    public const int NameMaxLength = 200;
    public const int ErrorMaxLength = 1000;

    public Id<ImportJob> Id { get; init; }

    public ImportKind Kind { get; init; }

    /// <summary>As the analyst named it; personal, so never copied into an event.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The copy under the data directory, by name.</summary>
    public string StoredName { get; init; } = "";

    /// <summary>SHA-256 of the file: the same command on the same file resumes.</summary>
    public byte[] FileHash { get; init; } = [];

    public long FileSize { get; init; }

    /// <summary>JSON of separator, encoding and column names (<see cref="CsvShape"/>).</summary>
    public string Shape { get; init; } = "";

    /// <summary>Code of the profile that it loads into, as far as it is known: a key bound to one profile sees only its own.</summary>
    public string Profile { get; internal set; } = "";

    /// <summary>Sequence numbers between which its events lie, the first one excluded; null = it is older than this note, or has not ended yet.</summary>
    public long? FirstSequence { get; internal set; }

    public long? LastSequence { get; internal set; }

    /// <summary>The side row that its events share: file name, options, who confirmed; made when it starts.</summary>
    public Id<SideRow> OriginId { get; internal set; }

    public byte[]? OriginHash { get; internal set; }

    /// <summary>JSON of the mapping and switches (<see cref="ImportOptions"/>).</summary>
    public string Options { get; internal set; } = "";

    public ImportState State { get; internal set; }

    /// <summary>Set by whoever wants it to stop; the worker answers at the next batch.</summary>
    public bool CancelRequested { get; internal set; }

    /// <summary>1 = opt-outs, 2 = opt-ins.</summary>
    public int Pass { get; internal set; } = 1;

    /// <summary>Records of this pass that are done.</summary>
    public long RowsDone { get; internal set; }

    /// <summary>Records in the file: an estimate by lines until the first pass has counted them.</summary>
    public long RowsTotal { get; internal set; }

    /// <summary>JSON of the counts by outcome.</summary>
    public string Counts { get; internal set; } = "{}";

    public string Error { get; internal set; } = "";

    public long CreatedBy { get; init; }

    public string CreatedByName { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public bool CanGoOn => State is ImportState.Cancelled or ImportState.Failed;

    internal SideRef Origin => new(OriginId, OriginHash);

    internal ImportPlace Place => new(Id, Pass, RowsDone, RowsTotal);
}

/// <summary>A row that was refused, kept whole, so that nothing of the file is lost.</summary>
public sealed class RejectedRow : IEntity, IAppendOnly
{
    public const int ReasonMaxLength = 40;

    public Id<ImportJob> JobId { get; init; }

    /// <summary>Number of the record in the file; the first data record is 1.</summary>
    public long Row { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>JSON array of the original cells; null once erased.</summary>
    public string? Cells { get; init; }
}

/// <summary>The row of a source by that source's own key, and where it went: what a refresh compares with.</summary>
public sealed class SourceRow : IEntity
{
    public const int KeyMaxLength = 200;

    public string Source { get; init; } = "";

    public string Key { get; init; } = "";

    public long PointId { get; init; }

    public long PurposeId { get; init; }

    public long TopicId { get; init; }

    /// <summary>True where the source last said yes.</summary>
    public bool OptedIn { get; init; }

    public Id<ImportJob> JobId { get; init; }
}
