using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Finds people by the ids that other systems know them by, and by ids of ours from before a merge: the contact that answers today.</summary>
internal static class ContactAliases
{
    public static async Task<Dictionary<string, Id<Contact>>> ByExternalIdsAsync(PortalDb db, IReadOnlyCollection<string> named, CancellationToken ct)
    {
        var found = await db.Set<Contact>().AsNoTracking().Where(c => named.Contains(c.ExternalId!)).Select(c => new { c.ExternalId, c.Id, c.MergedIntoId }).ToListAsync(ct);
        return found.ToDictionary(c => c.ExternalId!, c => c.MergedIntoId.IsNone ? c.Id : c.MergedIntoId, StringComparer.Ordinal);
    }

    /// <summary>None where nobody has or had it.</summary>
    public static async Task<Id<Contact>> ByExternalIdAsync(PortalDb db, string externalId, CancellationToken ct)
        => (await ByExternalIdsAsync(db, [externalId], ct)).GetValueOrDefault(externalId);

    /// <summary>The one who answers for this record; none where there is no such record.</summary>
    public static async Task<Id<Contact>> StandingAsync(PortalDb db, Id<Contact> id, CancellationToken ct)
    {
        var found = await db.Set<Contact>().AsNoTracking().Where(c => c.Id == id).Select(c => new { c.Id, c.MergedIntoId }).FirstOrDefaultAsync(ct);
        return found is null ? default : found.MergedIntoId.IsNone ? found.Id : found.MergedIntoId;
    }
}
