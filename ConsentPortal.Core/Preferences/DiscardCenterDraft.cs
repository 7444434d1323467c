using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Throws a draft away; what readers see stays.</summary>
public sealed class DiscardCenterDraft(CenterWriter writer)
{
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : await writer.EditAsync(command.ProfileId, command.Version, edit => Task.FromResult(Discard(edit, actor)), actor, ct);

    private static Outcome<Done> Discard(CenterEdit edit, Actor actor)
    {
        if (edit.Draft?.DesignJson is null)
        {
            return Problem.Conflict("There is no draft to discard.");
        }

        edit.Draft.Put(null, edit.Author, edit.Now);
        edit.Db.Announce(new CenterEvent(PreferenceEvents.DraftDiscarded, edit.Profile.Id.ToString()) { SubjectName = edit.Profile.Name }, actor);
        return new Done();
    }
}
