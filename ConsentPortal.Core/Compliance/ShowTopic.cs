using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Shows a topic on the preference center, or hides it there. A hidden topic is still decided.</summary>
public sealed class ShowTopic(RulebookWriter writer)
{
    public sealed record Command(Id<Topic> Id, bool Visible);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing : await writer.EditAsync(edit => ShowAsync(edit, command), actor, ct);

    private static async Task<Outcome<Done>> ShowAsync(RulebookEdit edit, Command command)
    {
        if (await edit.PurposeOfAsync(command.Id) is not { } purpose)
        {
            return Problem.NotFound("There is no such topic.");
        }

        var topic = purpose.Topics.Single(t => t.Id == command.Id);
        if (topic.Visible != command.Visible)
        {
            var changes = new ChangeList().Add("visible", topic.Visible, command.Visible);
            topic.Visible = command.Visible;
            edit.Announce(command.Visible ? RulebookEvents.TopicShown : RulebookEvents.TopicHidden, purpose, changes, topic);
        }

        return new Done();
    }
}
