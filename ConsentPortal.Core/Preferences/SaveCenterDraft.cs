using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Keeps a design as somebody works on it; readers see nothing of it. A draft may be unfair or unfinished, never boundless.</summary>
public sealed class SaveCenterDraft(CenterWriter writer)
{
    /// <param name="Version">The draft's version as it was read or last saved (<see cref="ReadCenterDesign.View.DraftVersion"/>).</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, CenterDesign Design);

    /// <param name="Version">Hand it back with the next save.</param>
    public sealed record Saved(int Version, DateTimeOffset At);

    /// <summary>The same design again changes nothing; nor does the published one where there is no draft.</summary>
    public async Task<Outcome<Saved>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : CenterWellformed.Check(command.Design) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(command.ProfileId, command.Version, edit => Task.FromResult(Save(edit, command.Design)), actor, ct);

    private static Outcome<Saved> Save(CenterEdit edit, CenterDesign design)
    {
        if (design != (edit.Draft?.Design ?? edit.Published))
        {
            edit.Put(design);
        }

        return new Saved(edit.VersionAfter, edit.Draft?.ChangedAt ?? edit.Now);
    }
}
