using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>Takes a profile's own words away: the mail follows the shipped text again.</summary>
public sealed class ResetTemplate(TemplateStore store)
{
    /// <param name="Version">The one that the form was opened with.</param>
    public sealed record Command(TemplateKey Key, int Version, string ProfileName = "");

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : store.Kind(command.Key) is null ? Problem.NotFound("There is no such mail text.")
            : await store.SaveAsync(command.Key, command.Version, null, new(command.ProfileName, actor), ct);
}
