using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Tells controllers of each change of state: written down first, then sent in its order, and sent again by the table of webhooks until it arrives.</summary>
public sealed class TellDsr(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock, WebhookCalls calls, DsrSigner signer) : IDisposable
{
    private const int Most = 100;
    private readonly SemaphoreSlim turn = new(1, 1); // two rounds at once would tell everything twice

    public sealed record Command;

    /// <summary>Answers how many arrived.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        await turn.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await WriteDownAsync(db, ct);
            return signer.IsReady ? await SendAsync(db, ct) : 0;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task WriteDownAsync(PortalDb db, CancellationToken ct)
    {
        var fresh = await db.Set<DsrRequest>().Join(db.Set<RequestStep>().Where(s => s.Kind == RequestStepKind.Moved), d => d.RequestId, s => s.RequestId, (d, s) => new { Dsr = d, Step = s })
            .Where(x => x.Step.Id > x.Dsr.ToldStepId).OrderBy(x => x.Step.Id).Take(Most).ToListAsync(ct);
        foreach (var change in fresh)
        {
            var (dsr, status) = (change.Dsr, DsrStatuses.Of(change.Step.State));
            dsr.ToldStepId = change.Step.Id;
            foreach (var url in status == dsr.Told ? [] : dsr.CallbackUrls)
            {
                db.Add(new DsrCallback { Id = ids.Next<DsrCallback>(), DsrId = dsr.Id, Url = url, Status = status, At = change.Step.At, NextAttemptAt = clock.Now() });
            }

            dsr.Told = status;
        }

        await db.SaveChangesAsync(ct);
        var old = clock.Now() - DsrCallback.Kept;
        await db.Set<DsrCallback>().Where(c => c.NextAttemptAt == null && c.At < old).ExecuteDeleteAsync(ct);
    }

    private async Task<int> SendAsync(PortalDb db, CancellationToken ct)
    {
        var (arrived, now) = (0, clock.Now());
        // an address that does not answer keeps its own later states waiting, and nobody else's
        var all = db.Set<DsrCallback>();
        var waiting = await all.Where(c => c.NextAttemptAt <= now && !all.Any(e => e.DsrId == c.DsrId && e.Url == c.Url && e.Id < c.Id && e.NextAttemptAt > now)).OrderBy(c => c.Id).Take(10 * Most).ToListAsync(ct);
        foreach (var line in waiting.GroupBy(c => (c.DsrId, c.Url)))
        {
            foreach (var callback in line)
            {
                var found = await db.Set<DsrRequest>().AsNoTracking().Where(d => d.Id == callback.DsrId).Join(db.Set<PrivacyRequest>().AsNoTracking(), d => d.RequestId, r => r.Id, (d, r) => new { Dsr = d, Request = r }).SingleAsync(ct);
                var body = DsrCallbacks.Write(found.Dsr, found.Request, callback.Status, signer.Domain, callback.Url);
                callback.Note(await calls.PostAsync(new Uri(callback.Url), body, "application/json", signer.HeadersOf(body), ct));
                await db.SaveChangesAsync(CancellationToken.None);
                if (callback.ArrivedAt is null)
                {
                    break; // a later state does not overtake it
                }

                arrived++;
            }
        }

        return arrived;
    }
}
