using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The latest renewal runs, newest first: how far each is and whom it passed over.</summary>
public sealed class FindRenewals(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    private const int Most = 5;

    /// <param name="Skipped">Only reasons that occurred.</param>
    public sealed record Row(Id<RenewalRun> Id, string Profile, LocalText Purpose, RenewalState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Total, int Seen, int Asked,
        IReadOnlyList<(RenewalSkip Why, int Count)> Skipped);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = await db.Set<RenewalRun>().AsNoTracking().OrderByDescending(r => r.Id).Take(Most).ToListAsync(ct);
        return runs.ConvertAll(r => new Row(r.Id, rules.Profile(r.ProfileId)?.Name ?? "", rules.Purpose(r.PurposeId)?.Name ?? LocalText.Empty, r.State, r.StartedAt, r.FinishedAt, r.Total, r.Seen, r.Asked,
            [.. Enum.GetValues<RenewalSkip>().Select(why => (why, r.SkippedFor(why))).Where(s => s.Item2 > 0)]));
    }
}
