using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>A receipt by its number, for staff: the same one that the person was given.</summary>
public sealed class FindReceipt(IDbContextFactory<PortalDb> databases, ReadReceipt receipts)
{
    /// <summary>Unknown, and somebody else's person: the same answer.</summary>
    public async Task<Outcome<Receipt>> RunAsync(Id<UndoOffer> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var point = await db.Set<UndoOffer>().Where(o => o.Id == id).Select(o => o.PointId).FirstOrDefaultAsync(ct);
        var found = !point.IsNone && (!actor.OwnContactsOnly || await PointScope.FindAsync(db, point, default, actor, ct) is not null) ? await receipts.RunAsync(id, ct) : null;
        return found is { } receipt && (actor.BoundToProfile is null || actor.BoundToProfile == receipt.Profile.Code) ? receipt : Problem.NotFound("There is no receipt with this number that you may see.");
    }
}
