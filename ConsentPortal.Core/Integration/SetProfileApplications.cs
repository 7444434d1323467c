using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Says which applications send under a profile: those named use it from now on (a new name makes the application), the others no
/// longer. It decides nothing: a key decides what an application may ask.</summary>
public sealed class SetProfileApplications(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The most that one profile can name.</summary>
    public const int Most = 50;

    /// <param name="Profile">Its code.</param>
    /// <param name="Applications">By name, in any case.</param>
    public sealed record Command(string Profile, IReadOnlyList<string> Applications)
    {
        /// <summary>Why, for the versions; may be empty.</summary>
        public string Reason { get; init; } = "";
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        List<string> names = [.. command.Applications.Select(n => Text.Clean(n)).Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (names.Count > Most || names.Exists(n => n.Length > Application.NameMaxLength))
        {
            return Problem.Invalid("applications", $"Name at most {Most} applications, each with at most {Application.NameMaxLength} characters.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await ProfileNames.FindAsync(db, command.Profile, ct) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (await RetiredAsync(db, names, ct) is { } retired)
        {
            return Problem.Conflict($"{retired} is retired. Take it up again under Applications first.", "applications");
        }

        var changes = await SetAsync(db, command.Profile, names, ct);
        if (changes.Any)
        {
            db.Announce(new ProfileApplicationsSet(profile.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) { SubjectName = profile.Name, Changes = changes.Items, Reason = Text.Clean(command.Reason) }, actor);
            await db.SaveChangesAsync(ct);
        }

        return new Done();
    }

    private static async Task<string?> RetiredAsync(PortalDb db, List<string> names, CancellationToken ct)
        => (await db.Set<Application>().AsNoTracking().Where(a => a.RetiredAt != null).Select(a => a.Name).ToListAsync(ct)).Find(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));

    private async Task<ChangeList> SetAsync(PortalDb db, string profile, List<string> names, CancellationToken ct)
    {
        var known = await db.Set<Application>().ToListAsync(ct);
        var open = await db.Set<ApplicationUse>().Where(u => u.ProfileCode == profile && u.Until == null).ToListAsync(ct);
        var before = known.Where(a => open.Exists(u => u.ApplicationId == a.Id)).Select(a => a.Name).Order(StringComparer.OrdinalIgnoreCase).ToList();
        List<Application> wanted = [.. names.Select(name => known.Find(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)) ?? Make(db, name))];
        foreach (var use in open.Where(u => !wanted.Exists(a => a.Id == u.ApplicationId)))
        {
            use.Close(clock.Now());
        }

        foreach (var application in wanted.Where(a => !open.Exists(u => u.ApplicationId == a.Id)))
        {
            db.Add(new ApplicationUse { Id = ids.Next<ApplicationUse>(), ApplicationId = application.Id, ProfileCode = profile, From = clock.Now() });
        }

        return new ChangeList().Add("applications", string.Join(", ", before), string.Join(", ", wanted.Select(a => a.Name).Order(StringComparer.OrdinalIgnoreCase)));
    }

    private Application Make(PortalDb db, string name)
    {
        Application made = new() { Id = ids.Next<Application>(), Name = name, CreatedAt = clock.Now() };
        db.Add(made);
        return made;
    }
}
