using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Benchmarks;

/// <summary>The least that loading these rows can cost: the portal's own tables and indexes, a keyed hash and a leaf hash a row, prepared
/// inserts, full durability with a commit every thousand rows. No rule, no look-up, no journal, no seal, no resume.</summary>
internal static class RawLoader
{
    private const int CommitEvery = 1000;
    private const long Purpose = 42, Profile = 7;

    public static void Run(string file, string folder)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(folder, "consentportal.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA foreign_keys=OFF");
        var transaction = connection.BeginTransaction();
        Inserts inserts = new(connection);
        var rows = 0;
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            inserts.Row(transaction, line.Split(','), ++rows);
            if (rows % CommitEvery == 0)
            {
                transaction.Commit();
                transaction.Dispose();
                transaction = connection.BeginTransaction();
            }
        }

        transaction.Commit();
        transaction.Dispose();
    }

    /// <summary>An empty, upgraded database to load into.</summary>
    public static async Task PrepareAsync(string folder)
    {
        await using var services = BenchmarkStore.Services(ImportBenchmark.Fresh(folder));
        await services.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Inserts
    {
        private readonly byte[] pepper = RandomNumberGenerator.GetBytes(32);
        private readonly SqliteCommand point, happened, record;

        public Inserts(SqliteConnection connection)
        {
            point = Command(connection, "INSERT INTO contact_points (id, channel, address, canonical, key_hash, hash_key, rules_version, created_at) VALUES ($0, 'email', $1, $2, $3, 1, 1, $4)", 5);
            happened = Command(connection, """
                INSERT INTO consent_events (point_id, id, sequence, contact_id, key_contact_id, profile_id, purpose_id, topic_id, old_status, new_status, applied, states_status, action, source, reason,
                actor_kind, actor_id, occurred_at, recorded_at, wording_version, wording_language, preference_center_version, message_ref_id, import_batch, doubtful, justification_id, wording_id,
                origin_id, origin_hash, leaf_hash) VALUES ($0, $1, $2, 0, 0, $3, $4, $5, 'notSet', $6, 1, 1, 'import', 'benchmark', '', 'import', '1', $7, $8, '', '', '', 0, 1, 0, 0, 0, 1, $9, $10)
                """, 11);
            record = Command(connection, """
                INSERT INTO consent_records (point_id, purpose_id, topic_id, contact_id, status, occurred_at, recorded_at, actor_kind, event_id) VALUES ($0, $1, $2, 0, $3, $4, $5, 'import', $6)
                """, 7);
        }

        public void Row(SqliteTransaction transaction, string[] cells, int row)
        {
            var address = cells[0].ToLowerInvariant();
            var hash = HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes("email\u001F" + address))[..16];
            var when = DateTime.Parse(cells[4], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).Ticks;
            var (topic, status, now) = (cells[2].Length > 0 ? 1L : 0L, cells[3] == "opt-in" ? "optedIn" : "optedOut", DateTime.UtcNow.Ticks);
            var leaf = SHA256.HashData(Encoding.UTF8.GetBytes($"{row}|{Purpose}|{topic}|{status}|{when}|{now}|benchmark|{cells[3]}|{new string('x', 150)}"));
            Run(point, transaction, (long)row, cells[0], address, hash, now);
            Run(happened, transaction, (long)row, row + 10_000_000L, (long)row, Profile, Purpose, topic, status, when, now, hash, leaf);
            Run(record, transaction, (long)row, Purpose, topic, status, when, now, row + 10_000_000L);
        }

        private static SqliteCommand Command(SqliteConnection connection, string sql, int parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var n = 0; n < parameters; n++)
            {
                command.Parameters.AddWithValue($"${n}", DBNull.Value);
            }

            return command;
        }

        private static void Run(SqliteCommand command, SqliteTransaction transaction, params object[] values)
        {
            command.Transaction = transaction;
            for (var n = 0; n < values.Length; n++)
            {
                command.Parameters[n].Value = values[n];
            }

            command.ExecuteNonQuery();
        }
    }
}
