using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>With which view a list opens for a member; none = with everything.</summary>
public sealed class ChooseDefaultView(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(string List, Id<SavedView> ViewId);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var me = actor.Number;
        if (!command.ViewId.IsNone && !(await db.Set<SavedView>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == command.ViewId && v.List == command.List, ct) is { } view && view.MaySee(actor)))
        {
            return ViewRules.Missing;
        }

        var chosen = await db.Set<DefaultView>().FirstOrDefaultAsync(d => d.MemberId == me && d.List == command.List, ct);
        if (chosen is not null && command.ViewId.IsNone)
        {
            db.Remove(chosen);
        }
        else if (chosen is not null)
        {
            chosen.ViewId = command.ViewId;
        }
        else if (!command.ViewId.IsNone)
        {
            db.Add(new DefaultView { MemberId = me, List = command.List, ViewId = command.ViewId });
        }

        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
