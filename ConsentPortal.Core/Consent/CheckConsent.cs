using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>May this sender contact these addresses for this purpose, now or as of then? One to a thousand addresses a call.</summary>
public sealed class CheckConsent(ConsentDecider decider, TimeProvider clock)
{
    public const int MaxItems = 1000;

    public sealed record Command(DecisionScope Scope, IReadOnlyList<CheckItem> Items, bool Explain = false);

    public sealed record View(DateTimeOffset DecidedAt, IReadOnlyList<Decided> Items);

    public async ValueTask<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (Refuse(command.Scope, command.Items.Count, actor) is { } problem)
        {
            return problem;
        }

        List<Decided> answers = new(command.Items.Count);
        await decider.DecideAsync(command.Scope, command.Items, new(), answers, command.Explain, ct);
        return new View(clock.Now(), answers);
    }

    /// <summary>The same in borrowed memory, for a door that is called all the time: the items of the run in, its answers out. Answers when
    /// it was decided.</summary>
    public async ValueTask<Outcome<DateTimeOffset>> RunAsync(DecisionScope scope, DecisionRun run, bool explain, Actor actor, CancellationToken ct)
    {
        if (Refuse(scope, run.Items.Count, actor) is { } problem)
        {
            return problem;
        }

        await decider.DecideAsync(scope, run.Items, run.Facts, run.Answers, explain, ct);
        return clock.Now();
    }

    /// <summary>Permission, and the one profile that a key may be bound to.</summary>
    internal static Problem? Refuse(DecisionScope scope, Actor actor) => actor.Lacks(Permission.CheckConsent)
        ?? (actor.BoundToProfile is { } bound && bound != scope.Profile ? new(Refusal.Forbidden, $"This key is bound to the profile '{bound}'.", "profile") : null);

    private static Problem? Refuse(DecisionScope scope, int items, Actor actor) => Refuse(scope, actor)
        ?? (items is 0 or > MaxItems ? Problem.Invalid("items", $"Send 1 to {MaxItems} items; this call has {items}.") : null);
}
