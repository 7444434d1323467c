using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Decides on a stream of addresses, run by run, in the memory of one run. Give each stream its own.</summary>
public sealed class FilterAudience(ConsentDecider decider)
{
    /// <summary>Addresses that are read together.</summary>
    public const int RunLength = 256;

    private readonly FactBatch batch = new();

    public static Problem? Refuse(DecisionScope scope, Actor actor) => CheckConsent.Refuse(scope, actor);

    /// <summary>Fills <paramref name="answers"/> in the order of the items. One run at a time.</summary>
    public ValueTask RunAsync(DecisionScope scope, IReadOnlyList<CheckItem> run, List<Decided> answers, CancellationToken ct)
        => decider.DecideAsync(scope, run, batch, answers, explain: false, ct);
}
