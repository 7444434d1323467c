using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ConsentPortal.Core.Storage;

/// <summary>SQLite has one writer: EF's saves and the write queue take turns here, first come first served, instead of polling the file.
/// PostgreSQL needs no gate and gets none.</summary>
public sealed class WriteGate : SaveChangesInterceptor, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public Task EnterAsync(CancellationToken ct) => gate.WaitAsync(ct);

    public void Leave() => gate.Release();

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(cancellationToken);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave();
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave();
        return Task.CompletedTask;
    }

    // a lost version race takes this way and not the one of a failed save
    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Leave();
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave();
        return Task.CompletedTask;
    }

    public void Dispose() => gate.Dispose();
}
