using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>Gives one kind of mail a profile's own words in one language. What was written before and waits in the queue stays as it is.</summary>
public sealed class EditTemplate(TemplateStore store)
{
    /// <param name="Version">The one that the form was opened with; 0 = there was none.</param>
    /// <param name="ProfileName">For the audit trail.</param>
    public sealed record Command(TemplateKey Key, int Version, TemplateWords Words, string ProfileName = "");

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        if (store.Kind(command.Key) is not { } kind)
        {
            return Problem.NotFound("There is no such mail text.");
        }

        var words = command.Words.Tidy();
        return TemplateRules.Refuse(kind, words) is { Count: > 0 } problems ? problems : await store.SaveAsync(command.Key, command.Version, words, new(command.ProfileName, actor), ct);
    }
}
