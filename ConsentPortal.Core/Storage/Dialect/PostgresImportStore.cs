using System.Text.Json;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>The import's statements on PostgreSQL: arrays in, one round trip each.</summary>
internal sealed class PostgresImportStore(NpgsqlConnection connection) : IImportStore
{
    public async ValueTask AddRejectedAsync(Id<ImportJob> job, IReadOnlyList<Rejection> rows, CancellationToken ct)
    {
        if (rows.Count > 0)
        {
            await using var command = Command("INSERT INTO rejected_rows (job_id, row, reason, cells) SELECT $1, * FROM unnest($2, $3, $4)",
                job.Value, rows.Select(r => r.Row).ToArray(), rows.Select(r => r.Reason).ToArray(), rows.Select(r => JsonSerializer.Serialize(r.Cells)).ToArray());
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public async ValueTask SaveSourceRowsAsync(IReadOnlyList<SourceRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var last = rows.GroupBy(r => (r.Source, r.Key)).Select(g => g.Last()).ToList(); // one statement may touch a row once
        await using var command = Command("""
            INSERT INTO source_rows (source, key, point_id, purpose_id, topic_id, opted_in, job_id) SELECT *, $7 FROM unnest($1, $2, $3, $4, $5, $6)
            ON CONFLICT (source, key) DO UPDATE SET point_id = excluded.point_id, purpose_id = excluded.purpose_id, topic_id = excluded.topic_id, opted_in = excluded.opted_in, job_id = excluded.job_id
            """, last.Select(r => r.Source).ToArray(), last.Select(r => r.Key).ToArray(), last.Select(r => r.PointId).ToArray(), last.Select(r => r.PurposeId).ToArray(),
            last.Select(r => r.TopicId).ToArray(), last.Select(r => r.OptedIn).ToArray(), last[0].JobId.Value);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask<bool?> MoveAsync(ImportPlace from, ImportPlace to, string counts, CancellationToken ct)
    {
        await using var command = Command("UPDATE import_jobs SET pass = $4, rows_done = $5, rows_total = $6, counts = $7 WHERE id = $1 AND pass = $2 AND rows_done = $3 RETURNING cancel_requested",
            from.Job.Value, from.Pass, from.RowsDone, to.Pass, to.RowsDone, to.RowsTotal, counts);
        return (bool?)await command.ExecuteScalarAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
