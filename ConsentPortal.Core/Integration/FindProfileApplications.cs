using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Which applications send under a profile, because somebody said so or because a key is bound to it; and which others there are.</summary>
public sealed class FindProfileApplications(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Others">The names of applications that do not use it.</param>
    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<string> Others);

    /// <param name="Since">When somebody said that it uses the profile; null = nobody did, but a key is bound to it.</param>
    /// <param name="Keys">Its keys in use that may speak for this profile: bound to it, or to none.</param>
    /// <param name="LastUsedAt">Of those keys; to the hour.</param>
    /// <param name="AlsoUses">The names of the other profiles that it was said to use.</param>
    public sealed record Row(Id<Application> Id, string Name, DateTimeOffset? Since, int Keys, DateTimeOffset? LastUsedAt, IReadOnlyList<string> AlsoUses);

    /// <param name="profile">Its code.</param>
    public async Task<Outcome<View>> RunAsync(string profile, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var applications = await db.Set<Application>().AsNoTracking().ToListAsync(ct);
        var uses = await db.Set<ApplicationUse>().AsNoTracking().Where(u => u.Until == null).ToListAsync(ct);
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.RevokedAt == null && (k.ProfileCode == "" || k.ProfileCode == profile)).ToListAsync(ct);
        var names = (await ProfileNames.AllAsync(db, ct)).ToDictionary(p => p.Code, p => p.Name, StringComparer.Ordinal);
        var here = applications.Where(a => uses.Exists(u => u.ApplicationId == a.Id && u.ProfileCode == profile) || keys.Exists(k => k.ApplicationId == a.Id && k.ProfileCode == profile)).ToList();
        return new View(
            [.. here.OrderBy(a => a.Name, StringComparer.CurrentCultureIgnoreCase).Select(a => Of(a, profile, uses.FindAll(u => u.ApplicationId == a.Id), keys.FindAll(k => k.ApplicationId == a.Id), names))],
            [.. applications.Except(here).Where(a => a.RetiredAt is null).Select(a => a.Name).Order(StringComparer.CurrentCultureIgnoreCase)]);
    }

    private static Row Of(Application application, string profile, List<ApplicationUse> uses, List<ApiKey> keys, Dictionary<string, string> names)
        => new(application.Id, application.Name, uses.Find(u => u.ProfileCode == profile)?.From, keys.Count, keys.Max(k => k.LastUsedAt),
            [.. uses.Where(u => u.ProfileCode != profile).Select(u => names.GetValueOrDefault(u.ProfileCode, u.ProfileCode)).Order(StringComparer.CurrentCultureIgnoreCase)]);
}
