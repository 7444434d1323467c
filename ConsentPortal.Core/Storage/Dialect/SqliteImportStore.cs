using System.Text.Json;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The import's statements on SQLite, prepared once for the life of the writing connection.</summary>
internal sealed class SqliteImportStore(SqliteConnection connection) : IImportStore, IDisposable
{
    private readonly SqliteStatement addRejected = new(connection, "INSERT INTO rejected_rows (job_id, row, reason, cells) VALUES (?1, ?2, ?3, ?4)");

    private readonly SqliteStatement saveSource = new(connection, """
        INSERT INTO source_rows (source, key, point_id, purpose_id, topic_id, opted_in, job_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (source, key) DO UPDATE SET point_id = excluded.point_id, purpose_id = excluded.purpose_id, topic_id = excluded.topic_id, opted_in = excluded.opted_in, job_id = excluded.job_id
        """);

    private readonly SqliteStatement move = new(connection, """
        UPDATE import_jobs SET pass = ?4, rows_done = ?5, rows_total = ?6, counts = ?7 WHERE id = ?1 AND pass = ?2 AND rows_done = ?3 RETURNING cancel_requested
        """);

    public ValueTask AddRejectedAsync(Id<ImportJob> job, IReadOnlyList<Rejection> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            addRejected.Bind(1, job.Value).Bind(2, row.Row).Bind(3, row.Reason).Bind(4, JsonSerializer.Serialize(row.Cells)).Run();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SaveSourceRowsAsync(IReadOnlyList<SourceRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            saveSource.Bind(1, row.Source).Bind(2, row.Key).Bind(3, row.PointId).Bind(4, row.PurposeId).Bind(5, row.TopicId).Bind(6, row.OptedIn).Bind(7, row.JobId.Value).Run();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool?> MoveAsync(ImportPlace from, ImportPlace to, string counts, CancellationToken ct)
    {
        var there = move.Bind(1, from.Job.Value).Bind(2, from.Pass).Bind(3, from.RowsDone).Bind(4, to.Pass).Bind(5, to.RowsDone).Bind(6, to.RowsTotal).Bind(7, counts).Step();
        bool? cancel = there ? move.Bool(0) : null;
        move.Reset();
        return ValueTask.FromResult(cancel);
    }

    public void Dispose()
    {
        addRejected.Dispose();
        saveSource.Dispose();
        move.Dispose();
    }
}
