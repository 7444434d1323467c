using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>One import as its page shows it.</summary>
public sealed class ReadImport(ImportFiles files, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases)
{
    public sealed record View(Id<ImportJob> Id, string FileName, long FileSize, ImportState State, CsvShape Shape, ImportOptions Options, ImportCounts Counts)
    {
        public ImportKind Kind { get; init; }

        /// <summary>The product whose export the file looks like; null for none that is known.</summary>
        public ProductGuess? Product { get; init; }

        /// <summary>SHA-256 of the file.</summary>
        public byte[] FileHash { get; init; } = [];

        public int Pass { get; init; }

        public long RowsDone { get; init; }

        /// <summary>An estimate until the first pass is through.</summary>
        public long RowsTotal { get; init; }

        /// <summary>0 to 1.</summary>
        public double Share { get; init; }

        public bool Stopping { get; init; }

        public bool CanGoOn { get; init; }

        public string Error { get; init; } = "";

        public string CreatedByName { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        /// <summary>Null where nobody asked for it to be taken back.</summary>
        public UndoView? Undo { get; init; }

        /// <summary>True for who may not take its rejected rows out.</summary>
        public bool HidesRows { get; init; }

        /// <summary>True where it wrote something and can be taken back now.</summary>
        public bool CanUndo { get; init; }

        /// <summary>The first rows of a draft's file, so that columns can be told apart.</summary>
        public IReadOnlyList<string[]> Sample { get; init; } = [];
    }

    /// <summary>How an import is being taken back.</summary>
    public sealed record UndoView(ImportState State, double Share, bool Stopping, bool CanGoOn, UndoCounts Counts, string By, DateTimeOffset At, string Error)
    {
        internal static UndoView? Of(ImportUndo? undo) => undo is null ? null : new(undo.State, undo.Share, undo is { State: ImportState.Running, CancelRequested: true }, undo.CanGoOn,
            UndoCounts.FromJson(undo.Counts), undo.CreatedByName, undo.EndedAt ?? undo.CreatedAt, undo.Error);
    }

    /// <summary>Null when there is none, or it is not for this actor.</summary>
    public async Task<View?> RunAsync(Id<ImportJob> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.RunImports) is not null)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await db.Set<ImportJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct);
        if (job is null || !ImportAccess.Allows(actor, job.Profile))
        {
            return null;
        }

        var undo = await db.Set<ImportUndo>().AsNoTracking().SingleOrDefaultAsync(u => u.JobId == id, ct);
        var shape = ImportOptions.FromJson<CsvShape>(job.Shape);
        return new(job.Id, job.FileName, job.FileSize, job.State, shape, ImportOptions.FromJson(job.Options), ImportCounts.FromJson(job.Counts))
        {
            Kind = job.Kind, Product = job.Kind == ImportKind.Consents ? ProductGuess.Of(shape.Headers, job.FileName) : null, FileHash = job.FileHash, Pass = job.Pass, RowsDone = job.RowsDone, RowsTotal = job.RowsTotal, Share = Share(job), Stopping = job is { State: ImportState.Running, CancelRequested: true },
            CanGoOn = job.CanGoOn && files.Has(job) && undo is null, Undo = UndoView.Of(undo), HidesRows = !ImportAccess.OwnsCells(actor, job), CanUndo = UndoImport.Refuse(job, undo, null) is null, Error = job.Error, CreatedByName = job.CreatedByName, CreatedAt = job.CreatedAt, StartedAt = job.StartedAt, EndedAt = job.EndedAt,
            Sample = job.State == ImportState.Draft && files.Has(job) ? Sample(job, shape, actor, await rulebooks.FreshAsync(ct)) : [],
        };
    }

    private IReadOnlyList<string[]> Sample(ImportJob job, CsvShape shape, Actor actor, Rulebook rules)
    {
        var rows = CsvShape.Of(files.PathOf(job), shape.Encoding).Sample;
        return SampleMask.For(actor, ImportOptions.FromJson(job.Options), rules) is { } mask ? [.. rows.Select(mask.Row)] : rows;
    }

    internal static double Share(ImportJob job) => job.State == ImportState.Finished ? 1
        : job.Kind == ImportKind.Contacts ? Math.Clamp(job.RowsDone / (double)Math.Max(1, job.RowsTotal), 0, 1)
        : Math.Clamp((job.Pass - 1 + job.RowsDone / (double)Math.Max(1, Math.Max(job.RowsDone, job.RowsTotal))) / 2, 0, 1);
}
