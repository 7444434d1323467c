using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>What to do with a write that carries an <c>Idempotency-Key</c>.</summary>
public enum IdempotentStart
{
    /// <summary>The first of its key: do it, then keep or forget.</summary>
    Run,

    /// <summary>It was done: give the kept answer.</summary>
    Replay,

    /// <summary>The key was used for another request.</summary>
    Differs,

    /// <summary>The first call is not finished yet.</summary>
    Running,

    /// <summary>It was done, but its answer cannot be read any more: the keys of the portal are others.</summary>
    Lost,
}

/// <summary>Keeps the answers of writes for 24 hours under the caller's key, in the database, so that a repeated call after a lost answer,
/// or after a restart, does nothing twice. A call holds its key for a minute at a time and says again and again that it lives, so one that died
/// half-way blocks its key for one minute only, and one that is slow is not run beside itself. Answers are sealed: some show a secret once.</summary>
public sealed class IdempotentAnswers(WriteQueue queue, IdSource ids, KeyRings rings)
{
    private const string Use = "kept answers", Sealed = "sealed:";
    private readonly SealedSecrets seals = new(rings);

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public sealed record View(IdempotentStart Start, int Status = 0, string Body = "")
    {
        /// <summary>As they were sent with it: <c>ETag</c>, <c>Location</c>.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <summary>Who holds the key: handed back with renewing, keeping and forgetting. Empty where it is not to be run.</summary>
        public string Run { get; init; } = "";
    }

    /// <summary>Takes the key for this request, or says why not. One transaction, so of two at once only one runs.</summary>
    public Task<View> BeginAsync(Id<ApiKey> caller, string key, byte[] requestHash, CancellationToken ct) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(ct);
        var known = await db.Set<IdempotentAnswer>().FirstOrDefaultAsync(a => a.ApiKeyId == caller && a.Key == key, ct);
        if (known is not null && known.CreatedAt > session.Now - IdempotentAnswer.Life)
        {
            if (!known.RequestHash.AsSpan().SequenceEqual(requestHash))
            {
                return new(IdempotentStart.Differs);
            }

            if (known.Status != 0)
            {
                return Opened(caller, known.Body) is { } body ? new(IdempotentStart.Replay, known.Status, body) { Headers = HeadersOf(known) } : new(IdempotentStart.Lost);
            }

            if (known.CreatedAt > session.Now - Patience)
            {
                return new View(IdempotentStart.Running);
            }
        }

        if (known is not null)
        {
            await db.Set<IdempotentAnswer>().Where(a => a.ApiKeyId == caller && a.Key == key).ExecuteDeleteAsync(ct);
            db.ChangeTracker.Clear();
        }

        var run = ids.Next<IdempotentAnswer>().ToString();
        db.Add(new IdempotentAnswer { ApiKeyId = caller, Key = key, RequestHash = requestHash, Body = run, CreatedAt = session.Now });
        await db.SaveChangesAsync(ct);
        return new(IdempotentStart.Run) { Run = run };
    }, ct: ct);

    /// <summary>The call is still running: its key is its own for another minute.</summary>
    public Task RenewAsync(Id<ApiKey> caller, string key, string run) => queue.RunAsync(async session =>
    {
        var (db, now) = (await session.DbAsync(CancellationToken.None), session.Now);
        return await Held(db, caller, key, run).ExecuteUpdateAsync(a => a.SetProperty(x => x.CreatedAt, now));
    });

    /// <summary>Keeps the answer for the calls to come, if the key is still this run's.</summary>
    public Task KeepAsync(Id<ApiKey> caller, string key, string run, int status, string body, IReadOnlyDictionary<string, string> headers) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(CancellationToken.None);
        var kept = headers.Count == 0 ? "" : JsonSerializer.Serialize(headers);
        var closed = body.Length == 0 ? "" : Sealed + Convert.ToBase64String(seals.Seal(Use, caller.Value, Encoding.UTF8.GetBytes(body)));
        return await Held(db, caller, key, run).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Body, closed).SetProperty(x => x.Headers, kept));
    });

    /// <summary>Gives the key free again, if it is still this run's: the call was refused or failed, so nothing was done.</summary>
    public Task ForgetAsync(Id<ApiKey> caller, string key, string run) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(CancellationToken.None);
        return await Held(db, caller, key, run).ExecuteDeleteAsync();
    });

    /// <summary>Drops what is older than a day; answers how many.</summary>
    public Task<int> DropOldAsync(CancellationToken ct) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(ct);
        var end = session.Now - IdempotentAnswer.Life;
        return await db.Set<IdempotentAnswer>().Where(a => a.CreatedAt < end).ExecuteDeleteAsync(ct);
    }, ct: ct);

    /// <summary>The answer in plain; empty where its key is lost.</summary>
    internal string Read(IdempotentAnswer answer) => Opened(answer.ApiKeyId, answer.Body) ?? "";

    private static IQueryable<IdempotentAnswer> Held(PortalDb db, Id<ApiKey> caller, string key, string run)
        => db.Set<IdempotentAnswer>().Where(a => a.ApiKeyId == caller && a.Key == key && a.Status == 0 && a.Body == run);

    // an answer from before they were sealed is read as it stands
    private string? Opened(Id<ApiKey> caller, string kept) => !kept.StartsWith(Sealed, StringComparison.Ordinal) ? kept
        : seals.Open(Use, caller.Value, Convert.FromBase64String(kept[Sealed.Length..])) is { } body ? Encoding.UTF8.GetString(body) : null;

    private static Dictionary<string, string> HeadersOf(IdempotentAnswer known) => known.Headers.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(known.Headers)!;
}
