using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The files of a case without their content, the oldest first; at most <see cref="RequestFile.MostPerCase"/> and those that were erased.</summary>
public sealed class FindRequestFiles(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <param name="Name">Empty once erased.</param>
    /// <param name="Size">Bytes.</param>
    public sealed record Row(Id<RequestFile> Id, RequestFileKind Kind, string Name, string MediaType, int Size, DateTimeOffset AttachedAt, ActorKind AttachedBy, bool Erased);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Id<PrivacyRequest> request, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var profile = await db.Set<PrivacyRequest>().Where(r => r.Id == request).Select(r => (Id<ComplianceProfile>?)r.ProfileId).FirstOrDefaultAsync(ct);
        if (profile is null || (actor.BoundToProfile is { } bound && (await rulebooks.FreshAsync(ct)).Profile(profile.Value)?.Code != bound))
        {
            return Problem.NotFound("There is no such request.");
        }

        return await db.Set<RequestFile>().AsNoTracking().Where(f => f.RequestId == request).OrderBy(f => f.Id)
            .Select(f => new Row(f.Id, f.Kind, f.Name, f.MediaType, f.Size, f.AttachedAt, f.AttachedBy, f.ErasedAt != null)).ToListAsync(ct);
    }
}
