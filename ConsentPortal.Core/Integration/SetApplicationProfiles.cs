using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Says under which profiles an application sends: the same fact as <see cref="SetProfileApplications"/>, from its other end, and
/// told under each profile that it changes.</summary>
public sealed class SetApplicationProfiles(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <param name="Profiles">Codes; those not named end now.</param>
    public sealed record Command(Id<Application> Id, IReadOnlyList<string> Profiles);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Application>().FirstOrDefaultAsync(a => a.Id == command.Id, ct) is not { } application)
        {
            return Problem.NotFound("There is no such application.");
        }

        if (application.RetiredAt is not null)
        {
            return Problem.Conflict($"{application.Name} is retired. Take it up again first.");
        }

        var profiles = (await ProfileNames.AllAsync(db, ct)).ToDictionary(p => p.Code, StringComparer.Ordinal);
        if (command.Profiles.FirstOrDefault(code => !profiles.ContainsKey(code)) is { } unknown)
        {
            return Problem.Invalid("profiles", $"There is no profile with the code '{unknown}'.");
        }

        await SetAsync(db, application, command.Profiles.ToHashSet(StringComparer.Ordinal), profiles, actor, ct);
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    private async Task SetAsync(PortalDb db, Application application, HashSet<string> wanted, Dictionary<string, ProfileNames.ProfileName> profiles, Actor actor, CancellationToken ct)
    {
        var open = await db.Set<ApplicationUse>().Where(u => u.Until == null).ToListAsync(ct);
        var names = await db.Set<Application>().AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var own = open.FindAll(u => u.ApplicationId == application.Id);
        own.FindAll(u => !wanted.Contains(u.ProfileCode)).ForEach(u => u.Close(clock.Now()));
        List<string> added = [.. wanted.Where(code => !own.Exists(u => u.ProfileCode == code))];
        added.ForEach(code => db.Add(new ApplicationUse { Id = ids.Next<ApplicationUse>(), ApplicationId = application.Id, ProfileCode = code, From = clock.Now() }));
        foreach (var code in added.Concat(own.Select(u => u.ProfileCode).Where(c => !wanted.Contains(c))).Order(StringComparer.Ordinal))
        {
            if (profiles.GetValueOrDefault(code) is { } profile)
            {
                List<string> others = [.. open.Where(u => u.ProfileCode == code && u.ApplicationId != application.Id).Select(u => names[u.ApplicationId])];
                var changes = new ChangeList().Add("applications", Told(others, application, !added.Contains(code)), Told(others, application, added.Contains(code)));
                db.Announce(new ProfileApplicationsSet(profile.Id.ToString(CultureInfo.InvariantCulture)) { SubjectName = profile.Name, Changes = changes.Items }, actor);
            }
        }
    }

    private static string Told(List<string> others, Application application, bool with)
        => string.Join(", ", (with ? others.Append(application.Name) : others).Order(StringComparer.OrdinalIgnoreCase));
}
