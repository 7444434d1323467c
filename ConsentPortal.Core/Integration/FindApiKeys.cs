using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The keys, newest first; those that were revoked only on demand. Never the secret: nobody has it.</summary>
public sealed class FindApiKeys(IDbContextFactory<PortalDb> databases)
{
    public const int MostTake = 200;

    /// <param name="Application">None = the keys of all.</param>
    public sealed record Query(bool Revoked = false, int Skip = 0, int Take = 50, Id<Application> Application = default);

    public sealed record Row(Id<ApiKey> Id, string Name, string Application, IReadOnlyList<string> Scopes, string Profile, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
    {
        public Id<Application> ApplicationId { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        /// <summary>0 = what the portal grants every key.</summary>
        public int RequestsPerMinute { get; init; }
    }

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = db.Set<ApiKey>().AsNoTracking().Where(k => query.Revoked ? k.RevokedAt != null : k.RevokedAt == null);
        keys = query.Application.IsNone ? keys : keys.Where(k => k.ApplicationId == query.Application);
        var rows = await keys.OrderByDescending(k => k.Id).Skip(query.Skip).Take(Math.Min(query.Take, MostTake))
            .Join(db.Set<Application>(), k => k.ApplicationId, a => a.Id, (k, a) => new { Key = k, a.Name }).ToListAsync(ct);
        return new Numbered<Row>(
            [.. rows.OrderByDescending(r => r.Key.Id).Select(r => Of(r.Key, r.Name))],
            await keys.CountAsync(ct));
    }

    private static Row Of(ApiKey key, string application) => new(key.Id, key.Name, application, key.Scopes, key.ProfileCode, key.CreatedAt, key.LastUsedAt, key.RevokedAt)
    {
        ApplicationId = key.ApplicationId, ExpiresAt = key.ExpiresAt, RequestsPerMinute = key.RequestsPerMinute,
    };
}
