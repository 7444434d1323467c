using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Deactivates a profile, so that every decision under it is <c>purpose_inactive</c>, or reactivates it. Its consent stays untouched.</summary>
public sealed class ChangeProfileActivity(RulebookWriter writer)
{
    public sealed record Command(Id<ComplianceProfile> Id, bool Active)
    {
        /// <summary>Why, for the versions; may be empty.</summary>
        public string Reason { get; init; } = "";
    }

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => ChangeAsync(edit.Because(command.Reason), command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Wellformed.Reason(command.Reason).ToList() is { Count: > 0 } problems ? problems
            : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static async Task<Outcome<Done>> ChangeAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.Id) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (profile.State.Active != command.Active)
        {
            var changes = new ChangeList().Add("active", profile.State.Active, command.Active);
            edit.Make.Turn(profile, active: command.Active);
            edit.Announce(command.Active ? RulebookEvents.ProfileReactivated : RulebookEvents.ProfileDeactivated, profile, changes);
        }

        return new Done();
    }
}
