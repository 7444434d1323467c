using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How a restriction of a case stands: its ground, whom and which addresses it holds, and what became of the notice before its end.</summary>
public sealed class ReadRestriction(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <param name="Notice">What became of the notice's mail; null = none was written.</param>
    /// <param name="Addresses">Addresses that are held.</param>
    /// <param name="Shared">Of these, how many other people use too: for them nothing is sent there either.</param>
    public sealed record View(RestrictionGround Ground, Id<Contact> ContactId, string Contact, DateTimeOffset From, EmailState? Notice, DateTimeOffset? NoticeAskedAt, DateTimeOffset? ToldAt, DateTimeOffset? EndedAt, int Addresses, int Shared);

    /// <summary>Null where nothing was restricted yet.</summary>
    public async Task<Outcome<View?>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request
            || (actor.BoundToProfile is { } bound && rules.Profile(request.ProfileId)?.Code != bound))
        {
            return Problem.NotFound("There is no such request.");
        }

        var held = await db.Set<RequestRestriction>().AsNoTracking().Where(r => r.RequestId == id).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        return held is null ? default(View) : await ViewAsync(db, held, ct);
    }

    private static async Task<View?> ViewAsync(PortalDb db, RequestRestriction held, CancellationToken ct)
    {
        var points = await db.Set<Restriction>().Where(r => r.ContactId == held.ContactId && r.Until == null).Select(r => r.PointId).ToListAsync(ct);
        var shared = await db.Set<ContactPointLink>().Where(l => points.Contains(l.PointId) && l.Until == null && l.ContactId != held.ContactId).Select(l => l.PointId).Distinct().CountAsync(ct);
        var notice = held.NoticeId.IsNone ? null : await db.Set<Email>().Where(m => m.Id == held.NoticeId).Select(m => (EmailState?)m.State).FirstOrDefaultAsync(ct);
        var name = await db.Set<Contact>().Where(c => c.Id == held.ContactId).Select(c => (c.FirstName + " " + c.LastName).Trim()).FirstOrDefaultAsync(ct);
        return new(held.Ground, held.ContactId, name ?? "", held.From, notice, held.NoticeAskedAt, held.ToldAt, held.EndedAt, points.Count, shared);
    }
}
