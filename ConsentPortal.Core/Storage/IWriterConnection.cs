namespace ConsentPortal.Core.Storage;

/// <summary>The connection of the one writer. Two implementations: SQLite keeps one open, PostgreSQL takes one from its pool.</summary>
public interface IWriterConnection : IAsyncDisposable
{
    Task<IWriteTransaction> BeginAsync(CancellationToken ct);
}

/// <summary>A transaction that holds several jobs, each of which can be rolled back alone.</summary>
public interface IWriteTransaction : IAsyncDisposable
{
    WriteSession NewSession();

    ValueTask SaveAsync();

    ValueTask ReleaseAsync();

    ValueTask RollbackAsync();

    Task CommitAsync();
}
