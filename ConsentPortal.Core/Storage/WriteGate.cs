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
        await (IsInside(eventData) ? Task.CompletedTask : EnterAsync(cancellationToken));
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    // a lost version race takes this way and not the one of a failed save
    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    public void Dispose() => gate.Dispose();

    private void Leave(DbContextEventData eventData)
    {
        if (!IsInside(eventData))
        {
            Leave();
        }
    }

    // it came in with the rows that it writes before the save, and goes when both are committed
    private static bool IsInside(DbContextEventData eventData) => eventData.Context is PortalDb { IsInsideGate: true };
}
