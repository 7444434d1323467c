using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The keys, newest first; those that were revoked only on demand. Never the secret: nobody has it.</summary>
public sealed class FindApiKeys(IDbContextFactory<PortalDb> databases)
{
    public const int MostTake = 200;

    public sealed record Query(bool Revoked = false, int Skip = 0, int Take = 50);

    public sealed record Row(Id<ApiKey> Id, string Name, string Application, IReadOnlyList<string> Scopes, string Profile, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = db.Set<ApiKey>().AsNoTracking().Where(k => query.Revoked ? k.RevokedAt != null : k.RevokedAt == null);
        var rows = await keys.OrderByDescending(k => k.Id).Skip(query.Skip).Take(Math.Min(query.Take, MostTake))
            .Join(db.Set<Application>(), k => k.ApplicationId, a => a.Id, (k, a) => new { Key = k, a.Name }).ToListAsync(ct);
        return new Numbered<Row>(
            [.. rows.OrderByDescending(r => r.Key.Id).Select(r => new Row(r.Key.Id, r.Key.Name, r.Name, r.Key.Scopes, r.Key.ProfileCode, r.Key.CreatedAt, r.Key.LastUsedAt, r.Key.RevokedAt))],
            await keys.CountAsync(ct));
    }
}
