using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Writes down when a key was last used, so that an unused one can be told and revoked.</summary>
public sealed class NoteKeyUse(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<ApiKey> Id, DateTimeOffset At);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == command.Id, ct) is { } key && !(key.LastUsedAt >= command.At))
        {
            key.Used(Clock.Cut(command.At));
            await db.SaveChangesAsync(ct);
        }

        return new Done();
    }
}
