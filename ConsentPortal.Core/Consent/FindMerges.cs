using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The records that were merged into a contact and could be parted from it, newest first; and where a merged record leads.</summary>
public sealed class FindMerges(IDbContextFactory<PortalDb> databases)
{
    public sealed record Row(Id<ContactMerge> Id, Id<Contact> MergedId, string Name, string? ExternalId, DateTimeOffset At, string ByName);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Id<Contact> survivor, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Set<Contact>().VisibleTo(actor).AnyAsync(c => c.Id == survivor, ct))
        {
            return new List<Row>();
        }

        var rows = from m in db.Set<ContactMerge>().AsNoTracking()
                   join c in db.Set<Contact>() on m.MergedId equals c.Id
                   where m.SurvivorId == survivor && m.Until == null
                   orderby m.Id descending
                   select new Row(m.Id, c.Id, (c.FirstName + " " + c.LastName).Trim(), c.ExternalId, m.From, m.ByName);
        return await rows.Take(50).ToListAsync(ct);
    }

    /// <summary>The contact that answers for a record that was merged away; a problem where there is none, or it stands for itself.</summary>
    public async Task<Outcome<Id<Contact>>> LeadsToAsync(Id<Contact> merged, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var survivor = await db.Set<Contact>().AsNoTracking().Where(c => c.Id == merged && c.MergedIntoId != default).Select(c => c.MergedIntoId).FirstOrDefaultAsync(ct);
        return survivor.IsNone || !await db.Set<Contact>().VisibleTo(actor).AnyAsync(c => c.Id == survivor, ct) ? MergeScene.Missing : survivor;
    }
}
