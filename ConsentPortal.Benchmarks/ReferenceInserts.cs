using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Benchmarks;

/// <summary>Raw durable inserts with the same grouping as the portal's: one writer, one prepared insert of an event-sized row, one
/// commit (synchronous=FULL) for all that wait together. No ledger, no record, no journal, no link.</summary>
internal sealed class ReferenceInserts : IDisposable
{
    private const int MaxGroup = 128, RowBytes = 330;
    private readonly Channel<TaskCompletionSource> waiting = Channel.CreateUnbounded<TaskCompletionSource>(new() { SingleReader = true });
    private readonly SqliteConnection connection;

    public ReferenceInserts(string path)
    {
        File.Delete(path);
        connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (point INTEGER, id INTEGER, sequence INTEGER, at INTEGER, leaf BLOB, rest BLOB, PRIMARY KEY (point, id)) WITHOUT ROWID";
        command.ExecuteNonQuery();
        _ = Task.Run(LoopAsync);
    }

    /// <summary>Answers once the row is committed.</summary>
    public Task InsertAsync()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite(done);
        return done.Task;
    }

    public void Dispose() => connection.Dispose();

    private async Task LoopAsync()
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events VALUES ($point, $id, $sequence, $at, $leaf, $rest)";
        foreach (var name in new[] { "$point", "$id", "$sequence", "$at" })
        {
            insert.Parameters.Add(name, SqliteType.Integer);
        }

        insert.Parameters.Add("$leaf", SqliteType.Blob).Value = new byte[32];
        insert.Parameters.Add("$rest", SqliteType.Blob).Value = new byte[RowBytes];
        var number = 0L;
        List<TaskCompletionSource> group = new(MaxGroup);
        while (await waiting.Reader.WaitToReadAsync())
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
            insert.Transaction = transaction;
            for (group.Clear(); group.Count < MaxGroup && waiting.Reader.TryRead(out var one); group.Add(one))
            {
                number++;
                (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value, insert.Parameters[3].Value) = (number * 7919, number, number, DateTime.UtcNow.Ticks);
                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
            group.ForEach(one => one.TrySetResult());
        }
    }
}
