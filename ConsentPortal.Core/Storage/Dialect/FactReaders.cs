using System.Collections.Concurrent;
using ConsentPortal.Core.Consent;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Readers to borrow: on SQLite each is an open connection with its statements, on PostgreSQL the pool of the driver does it.</summary>
public sealed class FactReaders(DatabaseOptions options, NpgsqlDataSource? source) : IDisposable
{
    private readonly ConcurrentBag<SqliteFactReader> free = [];
    private readonly PostgresFactReader? shared = source is null ? null : new(source);

    /// <summary>Borrows one; dispose the loan to give it back.</summary>
    public Loan Borrow() => new(this, shared ?? (IFactReader)(free.TryTake(out var reader) ? reader : new(options.ConnectionString)));

    public void Dispose()
    {
        while (free.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    public readonly struct Loan(FactReaders owner, IFactReader reader) : IDisposable
    {
        public IFactReader Reader => reader;

        public void Dispose()
        {
            if (reader is SqliteFactReader { Broken: true } broken)
            {
                broken.Dispose();
            }
            else if (reader is SqliteFactReader back)
            {
                owner.free.Add(back);
            }
        }
    }
}
