using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Of all processes on a database one delivers: it holds a turn of a few seconds and renews it. One that was killed loses it by
/// itself; two at once, after a clock went wrong, send some events twice and lose none.</summary>
public sealed class WebhookTurns(IDbContextFactory<PortalDb> databases, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(10);
    private readonly long me = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private readonly SemaphoreSlim taking = new(1, 1);
    private DateTimeOffset until;

    /// <summary>Whether this process holds it now.</summary>
    public bool Holds => clock.GetUtcNow() < until;

    /// <summary>Takes or renews it; false while another process has it.</summary>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        if (until - clock.GetUtcNow() > Life / 2)
        {
            return true;
        }

        await taking.WaitAsync(ct);
        try
        {
            return until - clock.GetUtcNow() > Life / 2 || await TakeNowAsync(ct);
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>Gives it back, so that the next process need not wait.</summary>
    public async Task EndAsync()
    {
        if (!Holds)
        {
            return;
        }

        until = default;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Set<WebhookTurn>().Where(t => t.Holder == me).ExecuteUpdateAsync(t => t.SetProperty(x => x.Until, DateTimeOffset.UnixEpoch));
    }

    public void Dispose() => taking.Dispose();

    private async Task<bool> TakeNowAsync(CancellationToken ct)
    {
        var now = clock.Now();
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookTurn>().FirstOrDefaultAsync(ct) is not { } turn)
        {
            db.Add(turn = new() { Number = 1 });
        }
        else if (turn.Holder != me && turn.Until > now)
        {
            return false;
        }

        (turn.Holder, turn.Until) = (me, now + Life);
        try
        {
            await db.SaveChangesAsync(ct);
            until = turn.Until;
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // another process was quicker
        }
    }
}
