using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Names a system that will ask or be told; keys, profiles and webhooks follow.</summary>
public sealed class AddApplication(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    public sealed record Command(string Name);

    public async Task<Outcome<Id<Application>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        var name = Text.Clean(command.Name);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ApplicationNames.WrongAsync(db, name, default, ct) is { } wrong)
        {
            return wrong;
        }

        Application application = new() { Id = ids.Next<Application>(), Name = name, CreatedAt = clock.Now() };
        db.Add(application);
        db.Announce(new ApplicationChanged(ApplicationChanged.Added, application.Id) { SubjectName = name }, actor);
        await db.SaveChangesAsync(ct);
        return application.Id;
    }
}
