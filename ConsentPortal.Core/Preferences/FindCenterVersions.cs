using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The published versions of a preference center, newest first: who, when and why.</summary>
public sealed class FindCenterVersions(IDbContextFactory<PortalDb> databases)
{
    public const int PageSize = 25;

    /// <param name="DraftVersion">For going back to one of them.</param>
    /// <param name="HasDraft">Going back would overwrite it.</param>
    public sealed record View(string ProfileName, IReadOnlyList<Row> Rows, int Count, int DraftVersion, bool HasDraft);

    /// <param name="By">Name of the member; empty = the portal, or somebody who is gone.</param>
    /// <param name="Comment">Empty = nobody said why, or it was erased.</param>
    /// <param name="Changes">Against the version before; the first one against what readers saw before it.</param>
    public sealed record Row(int Number, DateTimeOffset At, string By, string Comment, string Sha256, IReadOnlyList<CenterChange> Changes);

    /// <param name="before">Only those with a smaller number; 0 = from the newest.</param>
    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profileId, int before, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ComplianceProfile>().AsNoTracking().Where(p => p.Id == profileId).Select(p => p.Name).FirstOrDefaultAsync(ct) is not { } name)
        {
            return Problem.NotFound("There is no such profile.");
        }

        var draft = await db.Set<CenterDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.ProfileId == profileId, ct);
        var all = db.Set<CenterVersion>().AsNoTracking().Where(v => v.ProfileId == profileId);
        var found = await all.Where(v => before <= 0 || v.Number < before).OrderByDescending(v => v.Number).Take(PageSize + 1).ToListAsync(ct); // one more: what the last row changed
        return new View(name, await RowsAsync(db, found, await PreferenceCenter.OfAsync(db, profileId, ct), ct), await all.CountAsync(ct), draft?.Version ?? 0, draft?.DesignJson is not null);
    }

    private static async Task<List<Row>> RowsAsync(PortalDb db, List<CenterVersion> found, PreferenceCenter center, CancellationToken ct)
    {
        var names = await StaffNames.OfAsync(db, found.Select(v => v.PublishedBy), ct);
        var notes = found.Select(v => v.CommentId).Where(id => !id.IsNone).ToList();
        var comments = await db.Set<SideRow>().AsNoTracking().Where(r => notes.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Content ?? "", ct);
        return [.. found.Take(PageSize).Select((v, n) => new Row(v.Number, v.PublishedAt, names.GetValueOrDefault(v.PublishedBy) ?? "", comments.GetValueOrDefault(v.CommentId) ?? "",
            Convert.ToHexStringLower(v.Sha256), CenterChanges.Between(n + 1 < found.Count ? found[n + 1].Design : center.Begun, v.Design)))];
    }
}
