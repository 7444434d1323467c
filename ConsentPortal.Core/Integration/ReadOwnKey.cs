using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>What a key is, for the program that holds it: nothing that it could not find out by trying.</summary>
public sealed class ReadOwnKey(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Profile">The code of the one profile it speaks for; null = every profile.</param>
    /// <param name="RequestsPerMinute">Its own limit; 0 = what the portal grants every key.</param>
    public sealed record View(Id<Application> ApplicationId, string Application, Id<ApiKey> KeyId, string Name, IReadOnlyList<string> Scopes, string? Profile, int RequestsPerMinute, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    public async Task<Outcome<View>> RunAsync(ApiCaller caller, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<ApiKey>().AsNoTracking().Where(k => k.Id == caller.KeyId)
            .Join(db.Set<Application>(), k => k.ApplicationId, a => a.Id, (k, a) => new { Key = k, a.Name }).FirstOrDefaultAsync(ct);
        return found is not { Key: var key }
            ? Problem.NotFound("There is no such key.")
            : new View(key.ApplicationId, found.Name, key.Id, key.Name, key.Scopes, key.ProfileCode.Length > 0 ? key.ProfileCode : null, key.RequestsPerMinute, key.CreatedAt, key.ExpiresAt);
    }
}
