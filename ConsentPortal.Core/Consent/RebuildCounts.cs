using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Consent;

/// <summary>Throws the kept counts away, so that the worker counts every event again: after somebody repaired the database by hand.</summary>
public sealed class RebuildCounts(WriteQueue queue)
{
    public sealed record Command;

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.All) is { } forbidden ? forbidden : await queue.RunAsync(session => CountStore.BeginAsync(session, CountFold.Rule, ct), WriteLane.Bulk, ct);
}
