using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Says whether an AI system writes the messages of an application: then every allowed one carries the duty to say so, whatever the
/// program tells about itself.</summary>
public sealed class MarkAgent(IDbContextFactory<PortalDb> databases, ApiKeyVerifier verifier)
{
    public sealed record Command(Id<Application> Id, bool IsAgent);

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

        var changes = new ChangeList().Add("isAgent", application.IsAgent, command.IsAgent);
        if (changes.Any)
        {
            application.IsAgent = command.IsAgent;
            db.Announce(new ApplicationChanged(ApplicationChanged.AgentMarked, application.Id) { SubjectName = application.Name, Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
            (await db.Set<ApiKey>().Where(k => k.ApplicationId == application.Id).Select(k => k.Id).ToListAsync(ct)).ForEach(verifier.Drop);
        }

        return new Done();
    }
}
