using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Moves a topic up or down among its siblings, as every screen shows them. At the end of the list it stays where it is.</summary>
public sealed class MoveTopic(RulebookWriter writer)
{
    /// <param name="By">Places: −1 is one up, 1 is one down.</param>
    public sealed record Command(Id<Topic> Id, int By);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing : await writer.EditAsync(edit => MoveAsync(edit, command), actor, ct);

    private static async Task<Outcome<Done>> MoveAsync(RulebookEdit edit, Command command)
    {
        if (await edit.PurposeOfAsync(command.Id) is not { } purpose)
        {
            return Problem.NotFound("There is no such topic.");
        }

        var topics = purpose.Topics.OrderBy(t => t.Order).ThenBy(t => t.Id).ToList();
        var from = topics.FindIndex(t => t.Id == command.Id);
        var to = Math.Clamp(from + command.By, 0, topics.Count - 1);
        if (to != from)
        {
            var topic = topics[from];
            topics.RemoveAt(from);
            topics.Insert(to, topic);
            for (var i = 0; i < topics.Count; i++)
            {
                topics[i].Order = i + 1;
            }

            edit.Announce(RulebookEvents.TopicMoved, purpose, new ChangeList().Add("order", from + 1, to + 1), topic);
        }

        return new Done();
    }
}
