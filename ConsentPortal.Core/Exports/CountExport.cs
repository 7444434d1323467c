using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>How many rows an export would have, so that a page can offer the right way out.</summary>
public sealed class CountExport(ExportReads reads)
{
    /// <summary>More than these are a job.</summary>
    public const int AtOnceMost = 10_000;

    /// <summary>At most <see cref="AtOnceMost"/> + 1, which means "more"; null = many, or nobody knows.</summary>
    public async Task<Outcome<long?>> RunAsync(ExportAsk ask, Actor actor, CancellationToken ct)
        => ExportRules.RefuseReading(ask, actor) is { } problem ? problem : await reads.CountAsync(ask, actor, AtOnceMost + 1, ct);
}
