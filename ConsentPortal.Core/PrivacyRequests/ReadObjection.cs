using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What an objection asks for, what was stopped by it and when, and where it could still go.</summary>
public sealed class ReadObjection(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    private const int MostLines = 500;

    /// <param name="ActedAt">Null = it is being carried out.</param>
    /// <param name="Asked">What it is about: names of purposes in the rulebook's first language; all of them where none was named.</param>
    /// <param name="All">No purpose was named: everything but service messages.</param>
    /// <param name="Further">Addresses of the linked contact that it did not reach yet.</param>
    public sealed record View(DateTimeOffset? ActedAt, IReadOnlyList<LocalText> Asked, bool All, IReadOnlyList<Line> Lines, int Further);

    /// <param name="Address">Masked.</param>
    public sealed record Line(Channel Channel, string Address, LocalText Purpose, ObjectionEffect Effect, DateTimeOffset At);

    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Kind == RequestKind.Object, ct) is not { } request
            || rules.Profile(request.ProfileId) is not { } profile || (actor.BoundToProfile is { } bound && profile.Code != bound))
        {
            return Problem.NotFound("There is no such objection.");
        }

        var said = Submission.FromJson(await db.Set<SideRow>().Where(r => r.Id == request.SubmissionId).Select(r => r.Content).FirstOrDefaultAsync(ct));
        var lines = await db.Set<RequestObjection>().AsNoTracking().Where(o => o.RequestId == id).OrderBy(o => o.Id).Take(MostLines).ToListAsync(ct);
        var reached = lines.Select(l => l.PointId).ToHashSet();
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => reached.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var further = request.ContactId.IsNone ? 0 : (await ObjectionScope.PointsOfAsync(db, request.ContactId, ct)).Count(p => !reached.Contains(p.Id));
        var named = said?.Purpose is { Length: > 0 } code ? rules.Purpose(code) : null;
        return new View(request.ActedAt, [.. ObjectionScope.Purposes(rules, profile, said?.Purpose ?? "").Select(p => p.Name)], named is null,
            lines.ConvertAll(l => ToLine(l, points.GetValueOrDefault(l.PointId), rules)), further);
    }

    private static Line ToLine(RequestObjection line, ContactPoint? point, Rulebook rules) => new(point?.Channel ?? Channel.Email,
        point is { Canonical: { } address } ? ContactPointKey.Mask(point.Channel, address) : "", rules.Purpose(line.PurposeId)?.Name ?? new(), line.Effect, line.At);
}
