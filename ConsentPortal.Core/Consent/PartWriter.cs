using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Takes a merge back inside the caller's transaction.</summary>
public sealed class PartWriter(SettleWriter settle, IdSource ids)
{
    internal async ValueTask<UnmergeContacts.View> PartAsync(WriteSession session, OpenMerge open, string reason, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var (survivor, merged) = (open.Scene.Survivor, open.Scene.Merged);
        var plan = PartPlan.Of(open.Scene, open.Notes, open.Merge.From, session.Now);
        var settled = await settle.WriteAsync(session, open.Scene, plan.Settlings, SettleWriter.Parted, actor, ct);
        var changes = ContactFields.Of(survivor).ChangesTo(plan.Survivor);
        (await FieldBook.ReadAsync(db, Actor.System, ct)).Tell(survivor.Fields, plan.Own, changes);
        survivor.Fields = plan.Own;
        Move(survivor, merged, plan, session.Now);
        merged.MergeInto(default, ids, session.Now);
        merged.Take(plan.Merged, ids, session.Now);
        survivor.Take(plan.Survivor, ids, session.Now);
        await FollowAsync(db, open, session.Now, ct);
        open.Merge.Close(session.Now);
        await AnnounceAsync(db, open.Scene, changes, reason, actor, ct);
        await db.SaveChangesAsync(ct);
        return new(survivor.Id, merged.Id, plan.Back.Count, settled.Count, plan.Lost.Count);
    }

    private void Move(Contact survivor, Contact merged, PartPlan plan, DateTimeOffset now)
    {
        foreach (var link in survivor.Links.Where(l => l.IsOpen && plan.Leaving.Contains(l.PointId)))
        {
            link.Close(now);
        }

        foreach (var point in plan.Back)
        {
            merged.Links.Add(new() { Id = ids.Next<ContactPointLink>(), PointId = point, ContactId = merged.Id, From = now });
        }
    }

    // who pointed to the merged record before, and to the survivor since, points back
    private async Task FollowAsync(PortalDb db, OpenMerge open, DateTimeOffset now, CancellationToken ct)
    {
        var (survivor, merged, notes) = (open.Merge.SurvivorId, open.Merge.MergedId, open.Notes);
        List<Id<Contact>> all = [.. notes.Wards, .. notes.Leads, .. notes.Earlier];
        foreach (var one in await db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).Where(c => all.Contains(c.Id)).ToListAsync(ct))
        {
            if (one.MergedIntoId == survivor && notes.Earlier.Contains(one.Id))
            {
                one.MergeInto(merged, ids, now);
                continue;
            }

            var fields = ContactFields.Of(one);
            var ward = notes.Wards.Contains(one.Id) && fields.GuardianId == survivor;
            var lead = notes.Leads.Contains(one.Id) && fields.BecameId == survivor;
            one.Take(fields with { GuardianId = ward ? merged : fields.GuardianId, BecameId = lead ? merged : fields.BecameId }, ids, now);
        }
    }

    private static async Task AnnounceAsync(PortalDb db, MergeScene scene, ChangeList changes, string reason, Actor actor, CancellationToken ct)
    {
        var (survivor, merged) = (scene.Survivor, scene.Merged);
        changes.Add("merged", merged.Name.Length > 0 ? merged.Name : merged.Id.ToString(), null);
        db.Announce(ContactEvent.Of("contact.unmerged", survivor, await ContactChanges.InWordsAsync(changes.Items, db, ct)) with { Reason = Text.Clean(reason) }, actor);
        db.Announce(ContactEvent.Of("contact.restored", merged, [new("merged into", survivor.Name.Length > 0 ? survivor.Name : survivor.Id.ToString(), null)]) with { Reason = Text.Clean(reason) }, actor);
        if (changes.Items.FirstOrDefault(c => c.Field == "consent level") is { } level)
        {
            db.Announce(ContactEvent.Of(LevelWriter.Kind, survivor, [level, new("source", null, "merge")]), actor);
        }
    }
}
