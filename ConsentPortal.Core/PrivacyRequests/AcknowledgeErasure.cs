using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>An application says that it has forgotten the person too: by its key, or a member of the team for one that cannot.</summary>
public sealed class AcknowledgeErasure(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="ApplicationId">For whom a member of the team speaks; a key speaks for its own application.</param>
    public sealed record Command(Id<Erasure> ErasureId, Id<Application> ApplicationId = default);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(actor.Kind == ActorKind.Application ? Permission.ReadEvents : Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        var application = actor.Kind == ActorKind.Application ? new(actor.Number) : command.ApplicationId;
        await using var db = await databases.CreateDbContextAsync(ct);
        var notices = await db.Set<ErasureNotice>().Where(n => n.ErasureId == command.ErasureId).ToListAsync(ct);
        if (notices.Find(n => n.ApplicationId == application) is not { } notice)
        {
            return Problem.NotFound("There is no such erasure.");
        }

        if (notice.AcknowledgedAt is null)
        {
            notice.Acknowledge(actor, clock.Now());
            if (notices.TrueForAll(n => n.AcknowledgedAt is not null))
            {
                await TellOfErasure.ForgetIdsAsync(db, command.ErasureId, ct);
            }

            var request = await CertifyErasure.AgainAsync(db, command.ErasureId, notices, ct);
            db.Announce(new RequestEvent(RequestEvent.ErasureAcknowledged, request) { SubjectName = request.Number, Changes = [new("application", null, application.ToString())] }, actor);
            await db.SaveChangesAsync(ct);
        }

        return default(Done);
    }
}
