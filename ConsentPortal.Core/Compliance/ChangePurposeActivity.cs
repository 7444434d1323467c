using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Deactivates a purpose in every profile that uses it, so that decisions about it are <c>purpose_inactive</c>, or reactivates it. Its consent
/// stays untouched.</summary>
public sealed class ChangePurposeActivity(RulebookWriter writer)
{
    public sealed record Command(Id<Purpose> Id, bool Active)
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
        if (await edit.PurposeAsync(command.Id) is not { } purpose)
        {
            return Problem.NotFound("There is no such purpose.");
        }

        if (purpose.State.Active != command.Active)
        {
            var changes = new ChangeList().Add("active", purpose.State.Active, command.Active);
            edit.Make.Turn(purpose, command.Active, purpose.State.OptOutScope);
            edit.Announce(command.Active ? RulebookEvents.PurposeReactivated : RulebookEvents.PurposeDeactivated, purpose, changes);
        }

        return new Done();
    }
}
