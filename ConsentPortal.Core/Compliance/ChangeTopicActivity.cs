using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Deactivates a topic, so that decisions about it are <c>purpose_inactive</c>, or reactivates it. Its consent stays untouched.</summary>
public sealed class ChangeTopicActivity(RulebookWriter writer)
{
    public sealed record Command(Id<Topic> Id, bool Active);

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => ChangeAsync(edit, command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static async Task<Outcome<Done>> ChangeAsync(RulebookEdit edit, Command command)
    {
        if (await edit.PurposeOfAsync(command.Id) is not { } purpose)
        {
            return Problem.NotFound("There is no such topic.");
        }

        var topic = purpose.Topics.Single(t => t.Id == command.Id);
        if (topic.State.Active != command.Active)
        {
            var changes = new ChangeList().Add("active", topic.State.Active, command.Active);
            edit.Make.Turn(topic, command.Active);
            edit.Announce(command.Active ? RulebookEvents.TopicReactivated : RulebookEvents.TopicDeactivated, purpose, changes, topic);
        }

        return new Done();
    }
}
