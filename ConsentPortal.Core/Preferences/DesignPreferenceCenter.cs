using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Decides what a profile's preference center shows. The first save stores the center; from then on it is audited and versioned.</summary>
public sealed class DesignPreferenceCenter(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The field of the refusal that says that somebody saved meanwhile.</summary>
    public const string VersionField = "version";

    private static readonly Problem Meanwhile = Problem.Conflict("Somebody saved a change while you were editing. Look at it, then save again.", VersionField);

    /// <param name="Version">The center's version that the form was opened with; 0 for one that was never saved.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, PreferenceSections Sections);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ComplianceProfile>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == command.ProfileId, ct) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        var stored = await db.Set<PreferenceCenter>().FirstOrDefaultAsync(c => c.ProfileId == command.ProfileId, ct);
        if ((stored?.Version ?? 0) != command.Version)
        {
            return Meanwhile;
        }

        var center = stored ?? new() { Id = ids.Next<PreferenceCenter>(), ProfileId = command.ProfileId, Version = 1 };
        var changes = center.Sections.ChangesTo(command.Sections);
        if (center.PublishedNumber > 0)
        {
            return Problem.Conflict("This page was designed section by section since. Change it in the designer.");
        }

        return !changes.Any ? new Done() : await SaveAsync(db, center, stored is null, profile, command.Sections, changes, actor, ct);
    }

    private async Task<Outcome<Done>> SaveAsync(PortalDb db, PreferenceCenter center, bool isNew, ComplianceProfile profile, PreferenceSections sections, ChangeList changes, Actor actor, CancellationToken ct)
    {
        center.Show(sections, clock.Now());
        if (isNew)
        {
            db.Add(center);
        }

        db.Announce(new RulebookEvent(PreferenceEvents.CenterDesigned, profile.Id.ToString()) { SubjectName = profile.Name, Changes = changes.Items }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return Meanwhile; // two first saves, or two of the same version: the index or the version let one through
        }

        return new Done();
    }
}
