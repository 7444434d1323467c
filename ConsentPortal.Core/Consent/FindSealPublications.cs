using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Where the ledger's head is published, when it last was, and what is wrong.</summary>
public sealed class FindSealPublications(IDbContextFactory<PortalDb> databases, PublishSettings settings)
{
    /// <param name="Where">The mail address, web address or file as it was set.</param>
    /// <param name="Number">The seal that was published last; 0 = none yet.</param>
    public sealed record Row(HeadTarget Target, string Where, long Number, string Hash, DateTimeOffset? PublishedAt, string? Problem);

    /// <summary>One a place; empty when none is set.</summary>
    public async Task<Outcome<List<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var known = await db.Set<SealPublication>().AsNoTracking().ToDictionaryAsync(p => p.Target, ct);
        return settings.Targets.Select(t => known.TryGetValue(t.Target, out var p)
            ? new Row(t.Target, t.Where, p.Number, p.Hash, p.PublishedAt, p.Problem) : new Row(t.Target, t.Where, 0, "", null, null)).ToList();
    }
}
