using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>Ends a pause at once. Nothing is granted by it that was not granted before the pause: what was refused stays refused. The
/// form must still come from our page, so that no scanner takes a pause away.</summary>
public sealed class EndPause(ReadPreferenceCenter center, WriteQueue queue, PauseWriter writer)
{
    /// <param name="Proved">The form proved that it came from our page (antiforgery).</param>
    public sealed record Command(PreferenceLink Link, Visitor Visitor, bool Proved);

    public async Task<Outcome<SavedChoices>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject || !command.Proved)
        {
            return Problem.Forbidden();
        }

        return await center.RunAsync(command.Link, ct) is { PausedUntil: not null } view
            ? await queue.RunAsync(session => writer.WriteAsync(session, new(command.Link, view, 0, command.Visitor, []), CancellationToken.None), ct: CancellationToken.None)
            : Problem.NotFound("Nothing is paused.");
    }
}
