using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>No commercial messages to the link's address for a while; no answer changes. The newest wish counts, also where it is shorter.</summary>
public sealed class PauseMessages(ReadPreferenceCenter center, WriteQueue queue, PauseWriter writer)
{
    /// <summary>The pauses that can be chosen, in days.</summary>
    public static readonly IReadOnlyList<int> Lengths = [30, 90];

    /// <param name="Signs">Why it looked like a mail scanner: done all the same, marked, and longer to be taken back.</param>
    public sealed record Command(PreferenceLink Link, int Days, Visitor Visitor, IReadOnlyList<ScannerSign>? Signs = null);

    /// <summary>The link is the authority: a pause only refuses.</summary>
    public async Task<Outcome<SavedChoices>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (!Lengths.Contains(command.Days))
        {
            return Problem.Invalid("days", "Choose one of the pauses.");
        }

        return await center.RunAsync(command.Link, ct) is { } view && PauseWriter.Concerned(view).Any()
            ? await queue.RunAsync(session => writer.WriteAsync(session, new(command.Link, view, command.Days, command.Visitor, command.Signs ?? []), CancellationToken.None), ct: CancellationToken.None)
            : Problem.NotFound("There is nothing to pause here.");
    }
}
