using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How far a package has come.</summary>
public enum PackageState
{
    Queued,

    /// <summary>The rooms are asked what they hold.</summary>
    Collecting,

    /// <summary>An officer looks it through and takes out what is about others.</summary>
    Preview,

    /// <summary>The ZIP is being written.</summary>
    Packing,

    /// <summary>The person can fetch it, once.</summary>
    Ready,

    /// <summary>The person has it; the link is used up.</summary>
    Fetched,
    Cancelled,
    Failed,

    /// <summary>Its time was over: the keys of its files are destroyed.</summary>
    Expired,

    /// <summary>A newer one took its place, or somebody threw it away.</summary>
    Discarded,
}

/// <summary>What is held about one person, gathered at one moment, looked through, and handed to them as one ZIP (GDPR art. 15, 20). The case and
/// the trail tell of it for ever; the data lies in two sealed files whose keys are here, until they are destroyed.</summary>
public sealed class DataPackage : IEntity, IAudited, IVersioned
{
    /// <summary>A download that broke off may be begun again this often, each time behind the code; then an officer offers it anew.</summary>
    public const int MostStarts = 3;

    public const int ErrorMaxLength = 500, NameMaxLength = 120;

    public Id<DataPackage> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public PackageState State { get; internal set; }

    /// <summary>Set by whoever wants it to stop; the worker answers after the next records.</summary>
    public bool CancelRequested { get; internal set; }

    /// <summary>Records so far.</summary>
    public long Rows { get; internal set; }

    /// <summary>What was found, as <see cref="PackageContents"/>: names of categories and fields, no values.</summary>
    public string Contents { get; internal set; } = "";

    /// <summary>The key of what was gathered, sealed; null = there is nothing to look at (any more).</summary>
    public byte[]? RecordsKey { get; internal set; }

    /// <summary>The key of the ZIP, sealed; null = there is nothing to fetch (any more).</summary>
    public byte[]? FileKey { get; internal set; }

    /// <summary>Bytes of the ZIP.</summary>
    public long FileSize { get; internal set; }

    /// <summary>SHA-256 of the ZIP: the proof of what was sent.</summary>
    public byte[]? FileHash { get; internal set; }

    /// <summary>What the officer adds for the person; an erasable side row.</summary>
    public Id<SideRow> NoteId { get; internal set; }

    public string Error { get; internal set; } = "";

    /// <summary>The member who asked for it.</summary>
    public long MadeBy { get; init; }

    public string MadeByName { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CollectedAt { get; internal set; }

    public DateTimeOffset? ReleasedAt { get; internal set; }

    /// <summary>When the keys are destroyed.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>When the person had the whole file.</summary>
    public DateTimeOffset? FetchedAt { get; internal set; }

    /// <summary>Downloads that were begun.</summary>
    public int Starts { get; internal set; }

    public int Version { get; set; }

    /// <summary>The worker has something to do.</summary>
    public bool IsAtWork => State is PackageState.Queued or PackageState.Collecting or PackageState.Packing;

    /// <summary>The person may fetch it now.</summary>
    public bool IsOffered(DateTimeOffset now) => State == PackageState.Ready && FileKey is not null && ExpiresAt > now && Starts < MostStarts;

    /// <summary>Nothing of it can be read any more; that it was, and its digest, stay.</summary>
    internal void End(PackageState state, string error = "")
        => (State, Error, RecordsKey, FileKey, ExpiresAt) = (state, Text.Cut(error, ErrorMaxLength), null, null, null);
}

/// <summary>Something an officer takes out of the package, because it is about somebody else (GDPR art. 15(4)); belongs to the case, so that a
/// package that is built again keeps it.</summary>
public sealed class PackageRedaction : IEntity
{
    public const int TableMaxLength = 60, KeyMaxLength = 250, FieldMaxLength = 120, ReasonMaxLength = 500;

    public Id<PackageRedaction> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public string Table { get; init; } = "";

    /// <summary>The record's id in that table.</summary>
    public string Record { get; init; } = "";

    /// <summary>Empty = the whole record.</summary>
    public string Field { get; init; } = "";

    /// <summary>Why, in words that the person reads in its place.</summary>
    public Id<SideRow> ReasonId { get; init; }

    public long MadeBy { get; init; }

    public DateTimeOffset At { get; init; }
}
