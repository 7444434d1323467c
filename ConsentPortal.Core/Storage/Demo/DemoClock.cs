using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>A clock that stands where the story is, so that made-up history has times, ids and audit rows of its own day.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Here { get; private set; } = Clock.Cut(start);

    /// <summary>Moves on; never back, because ids and the ledger go forward only.</summary>
    public DateTimeOffset MoveTo(DateTimeOffset then) => Here = Clock.Cut(then) > Here ? Clock.Cut(then) : Here;

    public override DateTimeOffset GetUtcNow() => Here;
}
