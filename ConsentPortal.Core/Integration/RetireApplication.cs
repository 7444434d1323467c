using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Puts an application aside that sends no more, or takes it up again. Its profiles end with it; keys that still open must be
/// revoked first, so that nothing stops by surprise.</summary>
public sealed class RetireApplication(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="Retired">False = take it up again; its profiles are to be named anew.</param>
    public sealed record Command(Id<Application> Id, bool Retired = true);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Application>().FirstOrDefaultAsync(a => a.Id == command.Id, ct) is not { } application)
        {
            return Problem.NotFound("There is no such application.");
        }

        if (command.Retired == application.RetiredAt is not null)
        {
            return new Done();
        }

        if (command.Retired && await HoldsBackAsync(db, application, ct) is { } live)
        {
            return live;
        }

        var (now, changes) = (clock.Now(), new ChangeList());
        foreach (var use in await db.Set<ApplicationUse>().Where(u => u.ApplicationId == application.Id && u.Until == null).ToListAsync(ct))
        {
            use.Close(now);
            changes.Add("profile", use.ProfileCode, null);
        }

        application.RetiredAt = command.Retired ? now : null;
        db.Announce(new ApplicationChanged(command.Retired ? ApplicationChanged.Retired : ApplicationChanged.Reactivated, application.Id) { SubjectName = application.Name, Changes = changes.Items }, actor);
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    private async Task<Problem?> HoldsBackAsync(PortalDb db, Application application, CancellationToken ct)
    {
        var (now, keys) = (clock.Now(), await db.Set<ApiKey>().AsNoTracking().Where(k => k.ApplicationId == application.Id && k.RevokedAt == null).ToListAsync(ct));
        return keys.Count(k => k.HoldsAt(now)) switch
        {
            0 => await db.Set<Webhook>().AnyAsync(w => w.ApplicationId == application.Id && w.RemovedAt == null, ct)
                ? Problem.Conflict("It still has webhooks. Remove them first; then nothing stops by surprise.") : null,
            1 => Problem.Conflict("One of its keys is in use. Revoke it first; then nothing stops by surprise."),
            var live => Problem.Conflict($"{live} of its keys are in use. Revoke them first; then nothing stops by surprise."),
        };
    }
}
