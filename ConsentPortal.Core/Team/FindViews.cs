using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>The views of one list that a member has: their own and those that the team shares, by name.</summary>
public sealed class FindViews(IDbContextFactory<PortalDb> databases)
{
    /// <param name="DefaultId">What the list opens with; none = with everything.</param>
    public sealed record View(IReadOnlyList<Row> Rows, Id<SavedView> DefaultId);

    /// <param name="Owner">The name of who made it.</param>
    /// <param name="MayChange">The asker may rename, share or delete it.</param>
    public sealed record Row(Id<SavedView> Id, string Name, string Query, bool Shared, string Owner, bool Mine, bool MayChange);

    public async Task<Outcome<View>> RunAsync(string list, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var me = actor.Number;
        var found = await (from v in db.Set<SavedView>().AsNoTracking()
                           join m in db.Users on v.OwnerId equals m.Id into owners
                           from owner in owners.DefaultIfEmpty()
                           where v.List == list && (v.OwnerId == me || v.Shared)
                           select new { View = v, Owner = owner == null ? "" : owner.DisplayName }).ToListAsync(ct);
        var chosen = await db.Set<DefaultView>().Where(d => d.MemberId == me && d.List == list).Select(d => d.ViewId).FirstOrDefaultAsync(ct);
        var rows = found.OrderBy(f => f.View.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(f => f.View.Id)
            .Select(f => new Row(f.View.Id, f.View.Name, f.View.Query, f.View.Shared, f.Owner, f.View.OwnerId == me, f.View.MayChange(actor))).ToList();
        return new View(rows, rows.Exists(r => r.Id == chosen) ? chosen : default);
    }
}
