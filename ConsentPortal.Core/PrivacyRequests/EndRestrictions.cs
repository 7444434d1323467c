using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Ends the restrictions whose notice has left. One whose notice did not stays, and its case says so.</summary>
public sealed class EndRestrictions(WriteQueue queue, IDbContextFactory<PortalDb> databases, IdSource ids)
{
    private const int MostAtOnce = 100;

    public sealed record Command;

    /// <summary>Answers how many ended.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        List<Id<PrivacyRequest>> told;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            told = await Told(db).OrderBy(r => r.Id).Take(MostAtOnce).Select(r => r.RequestId).ToListAsync(ct);
        }

        var ended = 0;
        foreach (var id in told)
        {
            ended += (await RestrictionCases.RunAsync(queue, ids, id, actor, open => EndAsync(open, ct), ct)).Ok ? 1 : 0;
        }

        return ended;
    }

    private async Task<Problem?> EndAsync(RequestCase open, CancellationToken ct)
    {
        if (await Told(open.Db).FirstOrDefaultAsync(r => r.RequestId == open.Request.Id, ct) is not { } restriction)
        {
            return Problem.Conflict("It ended meanwhile.");
        }

        restriction.ToldAt = await open.Db.Set<Email>().Where(m => m.Id == restriction.NoticeId).Select(m => m.SentAt).FirstOrDefaultAsync(ct);
        await LiftRestriction.EndAsync(open, restriction, ids, ct);
        return null;
    }

    private static IQueryable<RequestRestriction> Told(PortalDb db)
        => db.Set<RequestRestriction>().Where(r => r.EndedAt == null && db.Set<Email>().Any(m => m.Id == r.NoticeId && m.State == EmailState.Sent));
}
