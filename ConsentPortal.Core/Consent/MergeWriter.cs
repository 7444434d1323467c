using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Carries a merge out inside the caller's transaction: answers, addresses, fields, who pointed to the merged record, and the note by
/// which it can be taken back.</summary>
public sealed class MergeWriter(SettleWriter settle, IdSource ids)
{
    internal async ValueTask<MergeContacts.View> MergeAsync(WriteSession session, MergeScene scene, MergePlan plan, string reason, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var (survivor, merged) = (scene.Survivor, scene.Merged);
        var notes = plan.Notes(scene) with { Settlings = await settle.WriteAsync(session, scene, plan.Settlings, SettleWriter.Merged, actor, ct) };
        var changes = notes.SurvivorBefore.ChangesTo(plan.Fields);
        Move(survivor, merged, plan, session.Now);
        survivor.Take(plan.Fields, ids, session.Now);
        (await FieldBook.ReadAsync(db, Actor.System, ct)).Tell(survivor.Fields, plan.Own, changes);
        survivor.Fields = plan.Own;
        notes = await FollowAsync(db, scene, notes, session.Now, ct);
        merged.MergeInto(survivor.Id, ids, session.Now);
        ContactMerge merge = new()
        {
            Id = ids.Next<ContactMerge>(), SurvivorId = survivor.Id, MergedId = merged.Id, From = session.Now, Notes = notes.ToJson(), ByName = Text.Cut(actor.Name, 120),
        };
        db.Add(merge);
        await AnnounceAsync(db, scene, changes, reason, actor, ct);
        await db.SaveChangesAsync(ct);
        return new(merge.Id, survivor.Id, plan.Gained.Count, notes.Settlings.Count);
    }

    private void Move(Contact survivor, Contact merged, MergePlan plan, DateTimeOffset now)
    {
        foreach (var link in merged.Links.Where(l => l.IsOpen))
        {
            link.Close(now);
        }

        foreach (var point in plan.Gained)
        {
            survivor.Links.Add(new() { Id = ids.Next<ContactPointLink>(), PointId = point, ContactId = survivor.Id, From = now });
        }
    }

    // who pointed to the merged record points to the survivor now
    private async Task<MergeNotes> FollowAsync(PortalDb db, MergeScene scene, MergeNotes notes, DateTimeOffset now, CancellationToken ct)
    {
        var (survivor, merged) = (scene.Survivor.Id, scene.Merged.Id);
        var people = db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null));
        var followers = await people.Where(c => c.Id != survivor && c.Id != merged && c.States.Any(s => s.Until == null && (s.GuardianId == merged || s.BecameId == merged))).ToListAsync(ct);
        foreach (var one in followers)
        {
            var fields = ContactFields.Of(one);
            (fields.GuardianId == merged ? notes.Wards : notes.Leads).Add(one.Id);
            one.Take(fields with { GuardianId = fields.GuardianId == merged ? survivor : fields.GuardianId, BecameId = fields.BecameId == merged ? survivor : fields.BecameId }, ids, now);
        }

        foreach (var earlier in await people.Where(c => c.MergedIntoId == merged).ToListAsync(ct))
        {
            notes.Earlier.Add(earlier.Id);
            earlier.MergeInto(survivor, ids, now);
        }

        return notes;
    }

    private static async Task AnnounceAsync(PortalDb db, MergeScene scene, ChangeList changes, string reason, Actor actor, CancellationToken ct)
    {
        var (survivor, merged) = (scene.Survivor, scene.Merged);
        changes.Add("merged", null, merged.Name.Length > 0 ? merged.Name : merged.Id.ToString());
        db.Announce(ContactEvent.Of("contact.merged", survivor, await ContactChanges.InWordsAsync(changes.Items, db, ct)) with { Reason = Text.Clean(reason) }, actor);
        db.Announce(ContactEvent.Of("contact.merged_away", merged, [new("merged into", null, survivor.Name.Length > 0 ? survivor.Name : survivor.Id.ToString())]) with { Reason = Text.Clean(reason) }, actor);
        if (changes.Items.FirstOrDefault(c => c.Field == "consent level") is { } level)
        {
            db.Announce(ContactEvent.Of(LevelWriter.Kind, survivor, [level, new("source", null, "merge")]), actor);
        }
    }
}
