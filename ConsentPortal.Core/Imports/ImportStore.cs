using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>How far an import has come: which pass, how many records of it are done, how many there are.</summary>
public readonly record struct ImportPlace(Id<ImportJob> Job, int Pass, long RowsDone, long RowsTotal);

/// <summary>Prepared statements of an import inside a write transaction: what it saves beside consent, so that place, refused rows and
/// events are committed together or not at all.</summary>
public interface IImportStore
{
    ValueTask AddRejectedAsync(Id<ImportJob> job, IReadOnlyList<Rejection> rows, CancellationToken ct);

    /// <summary>Adds or replaces them by source and key; the last of equals wins.</summary>
    ValueTask SaveSourceRowsAsync(IReadOnlyList<SourceRow> rows, CancellationToken ct);

    /// <summary>Moves the import on. Null where its place is no longer <paramref name="from"/>, because somebody else works on it; else
    /// whether it was asked to stop.</summary>
    ValueTask<bool?> MoveAsync(ImportPlace from, ImportPlace to, string counts, CancellationToken ct);
}
