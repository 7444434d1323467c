using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How far the package of a case is, and what it holds; no values.</summary>
public sealed class ReadPackage(IDbContextFactory<PortalDb> databases, PackageFiles files)
{
    /// <param name="Package">Null: none was built yet.</param>
    /// <param name="Here">Its files lie where this portal works.</param>
    /// <param name="Linked">A contact is linked to the case: without, the package holds only what hangs on the address.</param>
    /// <param name="Redactions">How many values and records were taken out.</param>
    public sealed record View(DataPackage? Package, PackageContents Contents, bool Here, bool Linked, int Redactions);

    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (actor.BoundToProfile is not null || await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request)
        {
            return Problem.NotFound("There is no such request.");
        }

        var package = await PackageChanges.NewestAsync(db, id, ct);
        return new View(package, PackageContents.FromJson(package?.Contents ?? ""), package is not null && files.Has(package), !request.ContactId.IsNone, await db.Set<PackageRedaction>().CountAsync(r => r.RequestId == id, ct));
    }
}
