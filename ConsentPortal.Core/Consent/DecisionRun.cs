using System.Collections.Concurrent;

namespace ConsentPortal.Core.Consent;

/// <summary>The working memory of one call: addresses in, answers out, in the same order. Reused, so that a busy portal makes no garbage;
/// of one caller at a time.</summary>
public sealed class DecisionRun
{
    public List<CheckItem> Items { get; } = [];

    public List<Decided> Answers { get; } = [];

    internal FactBatch Facts { get; } = new();
}

/// <summary>Runs to borrow.</summary>
public sealed class DecisionRuns
{
    private const int MostKept = 64;
    private readonly ConcurrentBag<DecisionRun> free = [];

    public DecisionRun Take() => free.TryTake(out var run) ? run : new();

    public void Return(DecisionRun run)
    {
        run.Items.Clear();
        run.Answers.Clear();
        if (free.Count < MostKept)
        {
            free.Add(run);
        }
    }
}
