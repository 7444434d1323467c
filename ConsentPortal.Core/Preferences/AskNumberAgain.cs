using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>Sends a new code for what was ticked before; the older one no longer works. The limit of codes to one number holds.</summary>
public sealed class AskNumberAgain(WriteQueue queue, Rulebooks rulebooks, ChosenNumbers numbers, SendAddressCode codes)
{
    public sealed record Command(PreferenceLink Link, string Key, string Language);

    /// <summary>The page says the same whatever comes out.</summary>
    public async Task<Outcome<AskOutcome>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await queue.RunAsync<Outcome<AskOutcome>>(async session => await numbers.OpenAsync(session, command.Link, command.Key, rules, ct) is [var open, ..]
            ? await codes.SendAsync(session, new(command.Link.PointId, open.Profile, command.Language, NumberRequests.UseOf(command.Key)), ct) : Problem.NotFound("There is nothing left to confirm."), ct: ct);
    }
}
