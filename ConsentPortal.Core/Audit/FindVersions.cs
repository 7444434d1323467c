using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>The versions of a thing, newest first: who saved, when, what and why.</summary>
public sealed class FindVersions(IDbContextFactory<PortalDb> databases)
{
    public const int PageSize = 25;

    /// <param name="Count">How many versions there are in all: the newest one's number.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Count);

    /// <param name="Entries">What was saved, in the order of the save.</param>
    public sealed record Row(int Number, DateTimeOffset At, AuditActor Actor, string ActorName, string Reason, IReadOnlyList<AuditRow> Entries);

    /// <param name="before">Only those with a smaller number; 0 = from the newest.</param>
    /// <param name="take">At most so many.</param>
    public async Task<Outcome<View>> RunAsync(TrailScope scope, int before, Actor actor, CancellationToken ct, int take = PageSize)
    {
        if (scope.Refuse(actor) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var versions = await scope.ReadAsync(db, ct);
        var last = before > 0 ? Math.Min(before - 1, versions.Count) : versions.Count;
        var first = Math.Max(0, last - take);
        var rows = await AuditRows.ReadAsync(db, [.. versions[first..last].SelectMany(v => v)], actor, ct);
        List<Row> found = [];
        for (var (n, at) = (first, 0); n < last; at += versions[n++].Count)
        {
            var entries = rows.GetRange(at, versions[n].Count);
            found.Add(new(n + 1, entries[0].At, entries[0].Actor, entries[0].ActorName, entries.Select(e => e.Reason).FirstOrDefault(r => r.Length > 0) ?? "", entries));
        }

        found.Reverse();
        return new View(found, versions.Count);
    }
}
