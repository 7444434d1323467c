using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Ends a profile's use of a purpose: its senders are told <c>purpose_unknown</c> from then on. The purpose, its consent and the
/// history of the use stay.</summary>
public sealed class RemovePurpose(RulebookWriter writer)
{
    public sealed record Command(Id<ComplianceProfile> ProfileId, Id<Purpose> PurposeId);

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => RemoveAsync(edit, command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static async Task<Outcome<Done>> RemoveAsync(RulebookEdit edit, Command command)
    {
        var profile = await edit.ProfileAsync(command.ProfileId);
        var purpose = await edit.PurposeAsync(command.PurposeId);
        if (profile is null || purpose is null || !profile.Purposes.Any(m => m.IsOpen && m.PurposeId == purpose.Id))
        {
            return Problem.NotFound("This profile does not use this purpose.");
        }

        if (purpose.Type == PurposeType.Tracking)
        {
            return Problem.Conflict("Every profile needs one tracking purpose. Share another one in its place, or deactivate it to stop tracking.");
        }

        edit.Make.Leave(profile, purpose);
        edit.Announce(RulebookEvents.PurposeRemoved, profile, new ChangeList().Add("purpose", purpose.Code, null));
        return new Done();
    }
}
