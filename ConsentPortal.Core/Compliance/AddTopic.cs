using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Adds a sub-choice under a purpose, below its siblings. Nobody has answered it yet.</summary>
public sealed class AddTopic(RulebookWriter writer)
{
    public sealed record Command(Id<Purpose> PurposeId, string Code, LocalText Name, LocalText Description, bool Visible = true);

    public async Task<Outcome<Id<Topic>>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => AddAsync(edit, command), actor, ct);

    private static List<Problem> Refuse(Command command) => [.. Wellformed.Code(command.Code), .. Wellformed.Texts(command.Name, command.Description)];

    private static async Task<Outcome<Id<Topic>>> AddAsync(RulebookEdit edit, Command command)
    {
        if (await edit.PurposeAsync(command.PurposeId) is not { } purpose)
        {
            return Problem.NotFound("There is no such purpose.");
        }

        if (purpose.Topics.Any(t => t.Code == command.Code))
        {
            return Problem.Conflict("This purpose already has a topic with this code. Choose another code, or reactivate that topic.", "code");
        }

        if (await edit.NextTopicAsync() is not { } number)
        {
            return Problem.Conflict("All 32,767 topic numbers of this portal are used up.");
        }

        var topic = edit.Make.Topic(purpose, number, purpose.Topics.Select(t => t.Order).DefaultIfEmpty().Max() + 1, command.Code, Wellformed.Clean(command.Name), Wellformed.Clean(command.Description));
        topic.Visible = command.Visible;
        purpose.Topics.Add(topic);
        edit.Announce(RulebookEvents.TopicAdded, purpose, new ChangeList().Add("topic", null, topic.Code).AddTexts("name", LocalText.Empty, topic.Name).Add("visible", null, (bool?)topic.Visible), topic);
        return topic.Id;
    }
}
