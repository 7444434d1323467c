using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Forgets a view; whoever had it as their default opens the whole list again.</summary>
public sealed class DeleteView(IDbContextFactory<PortalDb> databases)
{
    public sealed record Command(Id<SavedView> Id);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var view = await db.Set<SavedView>().FirstOrDefaultAsync(v => v.Id == command.Id, ct);
        if (view is null || !view.MayChange(actor))
        {
            return ViewRules.Missing;
        }

        db.Remove(view);
        db.RemoveRange(await db.Set<DefaultView>().Where(d => d.ViewId == view.Id).ToListAsync(ct));
        if (view.Shared)
        {
            db.Announce(new SavedViewEvent("view.deleted", view, new ChangeList().Add("query", view.Query, "")), actor);
        }

        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
