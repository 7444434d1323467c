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
}

/// <summary>Keeps the answers of writes for 24 hours under the caller's key, in the database, so that a repeated call after a lost answer,
/// or after a restart, does nothing twice. A call that died half-way blocks its key for one minute only.</summary>
public sealed class IdempotentAnswers(WriteQueue queue)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public sealed record View(IdempotentStart Start, int Status = 0, string Body = "")
    {
        /// <summary>As they were sent with it: <c>ETag</c>, <c>Location</c>.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
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
                return new(IdempotentStart.Replay, known.Status, known.Body) { Headers = HeadersOf(known) };
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

        db.Add(new IdempotentAnswer { ApiKeyId = caller, Key = key, RequestHash = requestHash, CreatedAt = session.Now });
        await db.SaveChangesAsync(ct);
        return new(IdempotentStart.Run);
    }, ct: ct);

    /// <summary>Keeps the answer for the calls to come.</summary>
    public Task KeepAsync(Id<ApiKey> caller, string key, int status, string body, IReadOnlyDictionary<string, string> headers) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(CancellationToken.None);
        var kept = headers.Count == 0 ? "" : JsonSerializer.Serialize(headers);
        return await db.Set<IdempotentAnswer>().Where(a => a.ApiKeyId == caller && a.Key == key)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, status).SetProperty(x => x.Body, body).SetProperty(x => x.Headers, kept));
    });

    /// <summary>Gives the key free again: the call was refused or failed, so nothing was done.</summary>
    public Task ForgetAsync(Id<ApiKey> caller, string key) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(CancellationToken.None);
        return await db.Set<IdempotentAnswer>().Where(a => a.ApiKeyId == caller && a.Key == key && a.Status == 0).ExecuteDeleteAsync();
    });

    /// <summary>Drops what is older than a day; answers how many.</summary>
    public Task<int> DropOldAsync(CancellationToken ct) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(ct);
        var end = session.Now - IdempotentAnswer.Life;
        return await db.Set<IdempotentAnswer>().Where(a => a.CreatedAt < end).ExecuteDeleteAsync(ct);
    }, ct: ct);

    private static Dictionary<string, string> HeadersOf(IdempotentAnswer known) => known.Headers.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(known.Headers)!;
}
