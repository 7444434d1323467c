using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>What the rulebook is to a key that is bound to one profile: it sees that profile and the purposes it uses, and changes no purpose that
/// another profile uses too.</summary>
internal static class BoundKey
{
    public static bool Sees(this Actor actor, ComplianceProfile profile) => actor.BoundToProfile is not { } code || profile.Code == code;

    public static bool Sees(this Actor actor, Rulebook rules, Purpose purpose)
        => actor.BoundToProfile is not { } code || (rules.Profile(code) is { } profile && rules.Uses(profile, purpose));

    /// <summary>The refusal of a change that reaches beyond the profile; null when it does not. Looks at what would be saved, so no verb can forget it.</summary>
    public static async Task<Problem?> RefuseAsync(PortalDb db, Actor actor, CancellationToken ct)
    {
        if (actor.BoundToProfile is not { } code)
        {
            return null;
        }

        if (Changed<ComplianceProfile>(db).Any(p => p.Code != code))
        {
            return Problem.Forbidden($"This key is bound to the profile '{code}'.");
        }

        var taken = Changed<ProfilePurpose>(db).Where(m => m.IsOpen).ToList();
        var purposes = Changed<Purpose>(db).Select(p => p.Id).Concat(Changed<PublishedWording>(db).Select(w => w.PurposeId)).Concat(taken.Select(m => m.PurposeId)).Distinct().ToList();
        var own = await db.Set<ComplianceProfile>().Where(p => p.Code == code).Select(p => p.Id).FirstOrDefaultAsync(ct);
        var uses = await db.Set<ProfilePurpose>().AsNoTracking().Where(m => purposes.Contains(m.PurposeId) && m.Until == null).Select(m => new { m.PurposeId, m.ProfileId }).ToListAsync(ct);
        return uses.Exists(u => u.ProfileId != own) ? Problem.Forbidden($"Another profile uses this purpose too, and this key is bound to the profile '{code}'.")
            : purposes.Exists(id => !uses.Exists(u => u.PurposeId == id) && !taken.Exists(m => m.PurposeId == id)) ? Problem.NotFound("There is no such purpose.") : null;
    }

    private static IEnumerable<T> Changed<T>(PortalDb db) where T : class
        => db.ChangeTracker.Entries<T>().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity);
}
