using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Decides on a stream of addresses, run by run, in the memory of a few runs.</summary>
public sealed class FilterAudience(ConsentDecider decider)
{
    /// <summary>Addresses that are read together.</summary>
    public const int RunLength = 256;

    public static Problem? Refuse(DecisionScope scope, Actor actor) => CheckConsent.Refuse(scope, actor);

    /// <summary>Fills the answers of the run in the order of its items. Ask <see cref="Refuse"/> once, before the first run.</summary>
    public ValueTask RunAsync(DecisionScope scope, DecisionRun run, CancellationToken ct)
        => decider.DecideAsync(scope, run.Items, run.Facts, run.Answers, explain: false, ct);
}
