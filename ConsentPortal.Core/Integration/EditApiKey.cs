using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Changes how much a key may ask and until when it holds. What it may do stays as it was issued: for other scopes there is another key.</summary>
public sealed class EditApiKey(IDbContextFactory<PortalDb> databases, ApiKeyVerifier verifier, TimeProvider clock)
{
    /// <param name="RequestsPerMinute">Null = what the portal grants every key.</param>
    /// <param name="ExpiresAt">Null = never.</param>
    public sealed record Command(Id<ApiKey> Id, int? RequestsPerMinute, DateTimeOffset? ExpiresAt);

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

        var kept = key.ExpiresAt == command.ExpiresAt; // a day that has come may stay as it is
        if (KeyLimits.Wrong(command.RequestsPerMinute, kept ? null : command.ExpiresAt, clock.Now()).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        if (await ClosedAsync(db, key, ct) is { } closed)
        {
            return closed;
        }

        var changes = new ChangeList().Add(KeyLimits.PerMinute, key.RequestsPerMinute, command.RequestsPerMinute ?? 0).Add(KeyLimits.ExpiresAt, key.ExpiresAt, command.ExpiresAt);
        if (changes.Any)
        {
            (key.RequestsPerMinute, key.ExpiresAt) = (command.RequestsPerMinute ?? 0, command.ExpiresAt);
            db.Announce(new ApiKeyEdited(key.Id) { SubjectName = key.Name, Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
            verifier.Drop(key.Id);
        }

        return new Done();
    }

    private static async Task<Problem?> ClosedAsync(PortalDb db, ApiKey key, CancellationToken ct)
        => key.RevokedAt is not null ? Problem.Conflict("This key was revoked. Issue a new one.")
            : await db.Set<Application>().AnyAsync(a => a.Id == key.ApplicationId && a.RetiredAt != null, ct) ? Problem.Conflict("The application of this key was retired. Take it up again first.") : null;
}
