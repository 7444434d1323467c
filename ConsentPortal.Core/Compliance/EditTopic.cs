using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Changes a topic's texts, and whether the preference center shows it.</summary>
public sealed class EditTopic(RulebookWriter writer)
{
    /// <param name="Version">The version of the topic's purpose that the form was opened with.</param>
    public sealed record Command(Id<Topic> Id, int Version, LocalText Name, LocalText Description, bool Visible);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Wellformed.Texts(command.Name, command.Description).ToList() is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => ChangeAsync(edit, command), actor, ct);

    private static async Task<Outcome<Done>> ChangeAsync(RulebookEdit edit, Command command)
    {
        if (await edit.PurposeOfAsync(command.Id) is not { } purpose)
        {
            return Problem.NotFound("There is no such topic.");
        }

        if (RulebookEdit.Stale(purpose, command.Version) is { } stale)
        {
            return stale;
        }

        var topic = purpose.Topics.Single(t => t.Id == command.Id);
        var (name, description) = (Wellformed.Clean(command.Name), Wellformed.Clean(command.Description));
        var changes = new ChangeList().AddTexts("name", topic.Name, name).AddTexts("description", topic.Description, description).Add("visible", topic.Visible, command.Visible);
        (topic.Name, topic.Description, topic.Visible) = (name, description, command.Visible);
        if (changes.Any)
        {
            edit.Announce(RulebookEvents.TopicEdited, purpose, changes, topic);
        }

        return new Done();
    }
}
