using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>New rows of the delivery log by the thousand, past EF: on SQLite one prepared statement, on PostgreSQL one COPY. The columns are
/// those of <see cref="WebhookDelivery"/>; a test holds them against what EF reads.</summary>
internal static class DeliveryRows
{
    private const string Columns = "id, webhook_id, stream, sequence, event_id, kind, subject, urgent, lane, occurred_at, first_at, state, attempts, last_at, status, fault, milliseconds, next_attempt_at";

    /// <summary>Writes them in the transaction that is open on the context.</summary>
    public static Task AddAsync(PortalDb db, IReadOnlyList<WebhookDelivery> rows, CancellationToken ct) => db.Database.GetDbConnection() switch
    {
        SqliteConnection sqlite => Add(sqlite, rows),
        NpgsqlConnection postgres => CopyAsync(postgres, rows, ct),
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    private static Task Add(SqliteConnection connection, IReadOnlyList<WebhookDelivery> rows)
    {
        using SqliteStatement insert = new(connection, $"INSERT INTO webhook_deliveries ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)");
        foreach (var d in rows)
        {
            insert.Bind(1, d.Id.Value).Bind(2, d.WebhookId.Value).Bind(3, d.Stream).Bind(4, d.Sequence).Bind(5, d.EventId).Bind(6, d.Kind).Bind(7, d.Subject).Bind(8, d.Urgent).Bind(9, d.Lane)
                .Bind(10, d.OccurredAt).Bind(11, d.FirstAt).Bind(12, d.State).Bind(13, d.Attempts).Bind(14, d.LastAt).Bind(15, d.Status).Bind(16, d.Fault).Bind(17, d.Milliseconds).Bind(18, d.NextAttemptAt).Run();
        }

        return Task.CompletedTask;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<WebhookDelivery> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY webhook_deliveries ({Columns}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var d in rows)
        {
            await copy.WriteRowAsync(ct, d.Id.Value, d.WebhookId.Value, d.Stream, d.Sequence, d.EventId, d.Kind, d.Subject, d.Urgent, Word.Of(d.Lane), d.OccurredAt, d.FirstAt, Word.Of(d.State), d.Attempts,
                d.LastAt, d.Status, Word.Of(d.Fault), d.Milliseconds, d.NextAttemptAt);
        }

        await copy.CompleteAsync(ct);
    }
}
