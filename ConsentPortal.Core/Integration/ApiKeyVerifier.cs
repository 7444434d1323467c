using System.Collections.Concurrent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Integration;

/// <summary>Who calls: the key that was presented, the application it acts for, the requests a minute that it has of its own (0 = none), and whether
/// an AI system writes its messages.</summary>
public sealed record ApiCaller(Id<ApiKey> KeyId, Actor Actor, int RequestsPerMinute = 0, bool IsAgent = false);

/// <summary>Tells a real key from any other text. Keys are kept in memory for at most five seconds, so that a key revoked by another
/// process is closed here soon after; one revoked in this process is dropped at once.</summary>
public sealed class ApiKeyVerifier(IDbContextFactory<PortalDb> databases, KeyRings rings, KeyUse use, TimeProvider clock, ILogger<ApiKeyVerifier> log)
{
    public static readonly TimeSpan MostAge = TimeSpan.FromSeconds(5);
    private const int MostEntries = 10_000;
    private static readonly TimeSpan RenewalAge = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Id<ApiKey>, Entry> entries = new();

    /// <summary>Null for anything but a key that holds now.</summary>
    public ValueTask<ApiCaller?> VerifyAsync(ReadOnlySpan<char> text, CancellationToken ct)
    {
        var secret = new Secret();
        if (!ApiKeyText.TryRead(text, out var id, secret))
        {
            return default;
        }

        var now = clock.GetUtcNow();
        if (entries.TryGetValue(id, out var entry) && now - entry.ReadAt < MostAge && now >= entry.ReadAt)
        {
            if (now - entry.ReadAt > RenewalAge && Interlocked.Exchange(ref entry.Renewing, 1) == 0)
            {
                _ = RenewAsync(id); // ahead of its end, so that no caller waits for it
            }

            return ValueTask.FromResult(Check(entry, secret, now));
        }

        return new(ReadAndCheckAsync(id, secret, ct));
    }

    /// <summary>Forgets what is in memory about a key.</summary>
    public void Drop(Id<ApiKey> id) => entries.TryRemove(id, out _);

    private async Task<ApiCaller?> ReadAndCheckAsync(Id<ApiKey> id, Secret secret, CancellationToken ct) => Check(await ReadAsync(id, ct), secret, clock.GetUtcNow());

    private async Task RenewAsync(Id<ApiKey> id)
    {
        try
        {
            await ReadAsync(id, CancellationToken.None);
        }
        catch (Exception error)
        {
            log.LogDebug(error, "Key {Key} could not be read ahead.", id); // the entry runs out, and the next caller meets the fault itself
        }
    }

    private async Task<Entry> ReadAsync(Id<ApiKey> id, CancellationToken ct)
    {
        var readAt = clock.GetUtcNow(); // before the read: what changes during it is seen next time
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<ApiKey>().AsNoTracking().Where(k => k.Id == id && k.RevokedAt == null)
            .Join(db.Set<Application>().Where(a => a.RetiredAt == null), k => k.ApplicationId, a => a.Id, (k, a) => new { Key = k, a.Name, a.IsAgent }).FirstOrDefaultAsync(ct);
        Entry entry = found is null ? new(null, [], null, null, readAt) : new(CallerOf(found.Key, found.Name, found.IsAgent), found.Key.SecretHash, found.Key.ExpiresAt, found.Key.LastUsedAt, readAt);
        if (entries.Count > MostEntries)
        {
            entries.Clear(); // made-up ids must not fill the memory
        }

        return entries[id] = entry;
    }

    private static ApiCaller CallerOf(ApiKey key, string application, bool isAgent) => new(key.Id,
        new(ActorKind.Application, key.ApplicationId.ToString(), application, ApiScopes.PermissionsOf(key.Scopes)) { BoundToProfile = key.ProfileCode.Length > 0 ? key.ProfileCode : null }, key.RequestsPerMinute, isAgent);

    private ApiCaller? Check(Entry entry, Secret secret, DateTimeOffset now)
    {
        if (entry.Caller is null || entry.ExpiresAt <= now || !ApiKeyText.Matches(rings.Secrets, secret, entry.SecretHash))
        {
            return null;
        }

        use.Note(entry.Caller.KeyId, entry.LastUsedAt, now);
        return entry.Caller;
    }

    private sealed class Entry(ApiCaller? caller, byte[] secretHash, DateTimeOffset? expiresAt, DateTimeOffset? lastUsedAt, DateTimeOffset readAt)
    {
        public int Renewing;

        public ApiCaller? Caller => caller;

        public byte[] SecretHash => secretHash;

        public DateTimeOffset? ExpiresAt => expiresAt;

        public DateTimeOffset? LastUsedAt => lastUsedAt;

        public DateTimeOffset ReadAt => readAt;
    }

    [System.Runtime.CompilerServices.InlineArray(ApiKeyText.SecretLength)]
    private struct Secret
    {
        private byte first;
    }
}
