using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Goes back: an older version becomes the draft, over one that is there. Readers see it once it is published.</summary>
public sealed class RestoreCenterVersion(CenterWriter writer)
{
    /// <param name="Version">The draft's; what is overwritten is what the caller saw.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Number, int Version);

    public async Task<Outcome<SaveCenterDraft.Saved>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : await writer.EditAsync(command.ProfileId, command.Version, edit => RestoreAsync(edit, command.Number, ct), actor, ct);

    private static async Task<Outcome<SaveCenterDraft.Saved>> RestoreAsync(CenterEdit edit, int number, CancellationToken ct)
    {
        if (await edit.Db.Set<CenterVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.ProfileId == edit.Profile.Id && v.Number == number, ct) is not { } version)
        {
            return Problem.NotFound("There is no such version.");
        }

        edit.Put(version.Design, PreferenceEvents.VersionRestored, new Change("version", null, number.ToString(CultureInfo.InvariantCulture)));
        return new SaveCenterDraft.Saved(edit.VersionAfter, edit.Now);
    }
}
