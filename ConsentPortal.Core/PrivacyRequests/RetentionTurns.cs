using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Of all processes on a database one runs at a time: it holds a turn of some minutes and renews it with each slice. One that was
/// killed loses it by itself.</summary>
public sealed class RetentionTurns(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5), Every = TimeSpan.FromDays(1);
    private readonly long me = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private int running;
    private DateTimeOffset until;

    internal DateTimeOffset Now => clock.Now();

    /// <summary>Whether the day's run is due, and nobody is at it.</summary>
    internal async Task<bool> IsDueAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var turn = await db.Set<RetentionTurn>().AsNoTracking().FirstOrDefaultAsync(ct);
        return turn is null || (turn.NextAt <= Now && turn.Until <= Now);
    }

    /// <summary>Takes it; false while another run has it, here or in another process.</summary>
    internal async Task<bool> BeginAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            return false;
        }

        var taken = false;
        try
        {
            return taken = await TakeAsync(ct);
        }
        finally
        {
            Volatile.Write(ref running, taken ? 1 : 0);
        }
    }

    /// <summary>Keeps it; false where another process took it meanwhile.</summary>
    internal async Task<bool> RenewAsync(CancellationToken ct) => until - Now > Life / 2 || await TakeAsync(ct);

    private async Task<bool> TakeAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<RetentionTurn>().FirstOrDefaultAsync(ct) is not { } turn)
        {
            db.Add(turn = new() { NextAt = Now });
        }
        else if (turn.Until > Now && turn.Holder != me)
        {
            return false;
        }

        (turn.Holder, turn.Until) = (me, Now + Life);
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

    /// <summary>Gives it back.</summary>
    /// <param name="all">Every class was run: the next run comes tomorrow.</param>
    internal async Task EndAsync(bool all)
    {
        Volatile.Write(ref running, 0);
        var (now, next) = (Now, Now + Every);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var mine = db.Set<RetentionTurn>().Where(t => t.Holder == me);
        await mine.ExecuteUpdateAsync(t => t.SetProperty(x => x.Until, now));
        if (all)
        {
            await mine.ExecuteUpdateAsync(t => t.SetProperty(x => x.NextAt, next));
        }
    }
}
