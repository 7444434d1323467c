using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>Earlier versions kept the names of applications on the profile itself. Each becomes an application that uses the profile, once;
/// what was said since is never overwritten.</summary>
internal static class ApplicationCarryOver
{
    public static async Task RunAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await CarryAsync(db, ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // another process of the same portal was quicker: what it carried over stands
            await CarryAsync(db, ct);
        }
    }

    private static async Task CarryAsync(PortalDb db, CancellationToken ct)
    {
        var carried = (await db.Set<ApplicationUse>().AsNoTracking().Select(u => u.ProfileCode).Distinct().ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var profiles = (await db.Set<ComplianceProfile>().AsNoTracking().ToListAsync(ct)).Where(p => p.Applications.Count > 0 && !carried.Contains(p.Code)).ToList();
        if (profiles.Count == 0)
        {
            return;
        }

        var applications = await db.Set<Application>().ToListAsync(ct);
        foreach (var profile in profiles)
        {
            foreach (var name in profile.Applications)
            {
                var application = applications.Find(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase));
                if (application is null)
                {
                    applications.Add(application = new() { Id = db.Ids.Next<Application>(), Name = name, CreatedAt = db.Time.Now() });
                    db.Add(application);
                }

                db.Add(new ApplicationUse { Id = db.Ids.Next<ApplicationUse>(), ApplicationId = application.Id, ProfileCode = profile.Code, From = profile.CreatedAt });
            }

            var changes = new ChangeList().Add("applications", "", string.Join(", ", profile.Applications));
            db.Announce(new ProfileApplicationsSet(profile.Id.ToString()) { SubjectName = profile.Name, Changes = changes.Items }, Actor.System);
        }

        await db.SaveChangesAsync(ct);
    }
}
