using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Lets one more profile use an existing purpose: from then on both share its consent, each with models of its own.</summary>
public sealed class SharePurpose(RulebookWriter writer)
{
    /// <param name="ReplaceTracking">A profile has exactly one tracking purpose: this one takes its place only when this says so.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, Id<Purpose> PurposeId, bool ReplaceTracking = false);

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => ShareAsync(edit, command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static async Task<Outcome<Done>> ShareAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.ProfileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (await edit.PurposeAsync(command.PurposeId) is not { } purpose)
        {
            return Problem.Invalid("purposeId", "Choose a purpose.");
        }

        if (profile.Purposes.Any(m => m.IsOpen && m.PurposeId == purpose.Id))
        {
            return Problem.Conflict("This profile already uses this purpose.", "purposeId");
        }

        if (!purpose.State.Active)
        {
            return Problem.Invalid("purposeId", "This purpose is inactive. Reactivate it first.");
        }

        return await edit.TakeUpAsync(profile, purpose, command.ReplaceTracking, "purposeId") is { } problem ? problem : new Done();
    }
}
