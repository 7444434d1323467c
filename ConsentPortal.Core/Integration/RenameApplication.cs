using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Calls an application otherwise from now on. What it did before stays under the name that it had then.</summary>
public sealed class RenameApplication(IDbContextFactory<PortalDb> databases, ApiKeyVerifier verifier)
{
    public sealed record Command(Id<Application> Id, string Name);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        var name = Text.Clean(command.Name);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Application>().FirstOrDefaultAsync(a => a.Id == command.Id, ct) is not { } application)
        {
            return Problem.NotFound("There is no such application.");
        }

        if (await ApplicationNames.WrongAsync(db, name, application.Id, ct) is { } wrong)
        {
            return wrong;
        }

        var changes = new ChangeList().Add("name", application.Name, name);
        if (changes.Any)
        {
            application.Name = name;
            db.Announce(new ApplicationChanged(ApplicationChanged.Renamed, application.Id) { SubjectName = name, Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
            (await db.Set<ApiKey>().Where(k => k.ApplicationId == application.Id).Select(k => k.Id).ToListAsync(ct)).ForEach(verifier.Drop);
        }

        return new Done();
    }
}
