using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>The code that a number got is typed in on its preference page: from now on what was ticked there counts. The code is bound to
/// what was ticked with it, and works once.</summary>
public sealed class ConfirmChoices(WriteQueue queue, CheckAddressCode check, Rulebooks rulebooks, ChosenNumbers numbers)
{
    /// <param name="Key">Of the questions (<see cref="SavedChoices.NumberKey"/>).</param>
    public sealed record Command(PreferenceLink Link, string Key, string Code, Visitor Visitor);

    /// <summary>What was confirmed, and the save that it is.</summary>
    public sealed record View(IReadOnlyList<AskedItem> Items, MadeOffer? Save);

    /// <summary>Wrong, used, replaced or too old, and answered by an opt-out since: the same for each.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var proof = await check.RunAsync(new(command.Link.PointId, command.Code, NumberRequests.UseOf(command.Key)), actor, ct);
        if (!proof.Ok)
        {
            return proof.Problem!;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await queue.RunAsync(session => numbers.WriteAsync(session, command, rules, ct), ct: ct);
    }
}
