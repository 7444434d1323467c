using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Takes a key back. Holds at once in this process, within five seconds in every other. Revoking twice changes nothing.</summary>
public sealed class RevokeApiKey(IDbContextFactory<PortalDb> databases, ApiKeyVerifier verifier, TimeProvider clock)
{
    public sealed record Command(Id<ApiKey> Id);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == command.Id, ct) is not { } key)
        {
            return Problem.NotFound("There is no such key.");
        }

        if (key.RevokedAt is null)
        {
            key.Revoke(clock.Now());
            db.Announce(new ApiKeyRevoked(key.Id) { SubjectName = key.Name }, actor);
            await db.SaveChangesAsync(ct);
            verifier.Drop(key.Id);
        }

        return new Done();
    }
}
