using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>A lead that became one of two records that are merged or parted: what limits that record limits the lead's addresses.</summary>
internal sealed record MergeLead(Id<Contact> Id, HashSet<Id<ContactPoint>> Points);

/// <summary>Finds them.</summary>
internal static class MergeLeads
{
    public static async Task<List<MergeLead>> FindAsync(PortalDb db, MergeScene scene, CancellationToken ct)
    {
        var (survivor, merged) = (scene.Survivor.Id, scene.Merged.Id);
        var leads = await db.Set<Contact>().AsNoTracking().Include(c => c.Links.Where(l => l.Until == null))
            .Where(c => c.Id != survivor && c.Id != merged && c.States.Any(s => s.Until == null && (s.BecameId == survivor || s.BecameId == merged))).ToListAsync(ct);
        return leads.ConvertAll(l => new MergeLead(l.Id, l.OpenPoints()));
    }
}
