using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Erases the person record with its fields and its history, and blanks the addresses that nobody else has. Of an address that
/// another contact has too, only this person's link goes.</summary>
public sealed class ContactsErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases, IdSource ids) : IErasesPersonalData
{
    public string Room => "Contacts";

    public IReadOnlyList<string> Tables { get; } = ["contacts", "contact_states", "contact_points", "contact_point_links", "restrictions"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (people, points) = Ids(subject);
        var wards = await Wards(db, people).CountAsync(ct);
        var shared = await db.Set<ContactPointLink>().CountAsync(l => people.Contains(l.ContactId) && l.Until == null && !points.Contains(l.PointId), ct);
        return
        [
            new("contact", ErasureOutcome.Erase, await db.Set<Contact>().CountAsync(c => people.Contains(c.Id), ct), Warning: wards > 0 ? ErasureWarnings.Guardian : ""),
            new("addresses", ErasureOutcome.Anonymise, await db.Set<ContactPoint>().CountAsync(p => points.Contains(p.Id) && p.ErasedAt == null, ct)),
            new("shared-addresses", ErasureOutcome.Unlink, shared, Warning: shared > 0 ? ErasureWarnings.SharedAddress : ""),
        ];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        var (people, points) = Ids(subject);
        var touched = await queue.RunAsync(async session => await BlankAsync(await session.DbAsync(ct), points, session.Now, ct), WriteLane.Bulk, ct);
        return touched + await queue.RunAsync(async session => await ForgetAsync(await session.DbAsync(ct), people, session.Now, ct), WriteLane.Bulk, ct);
    }

    private static async Task<int> BlankAsync(PortalDb db, List<Id<ContactPoint>> points, DateTimeOffset now, CancellationToken ct)
    {
        var live = await db.Set<ContactPoint>().Where(p => points.Contains(p.Id) && (p.ErasedAt == null || p.Canonical != null)).ToListAsync(ct);
        live.ForEach(p => p.Erase(now));
        await db.SaveChangesAsync(ct);
        await db.Set<Restriction>().Where(r => points.Contains(r.PointId) && r.Reason != "").ExecuteUpdateAsync(r => r.SetProperty(x => x.Reason, ""), ct);
        return live.Count;
    }

    private async Task<int> ForgetAsync(PortalDb db, List<Id<Contact>> people, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var ward in await Wards(db, people).Include(c => c.States.Where(s => s.Until == null)).ToListAsync(ct))
        {
            ward.Take(ContactFields.Of(ward) with { GuardianId = default }, ids, now); // from now on nobody may agree for the child
            db.Announce(ContactEvent.Of("contact.edited", ward, [new("guardian", null, null)]), Actor.System);
        }

        foreach (var known in await db.Set<Contact>().Where(c => people.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct))
        {
            db.Announce(new ContactEvent("contact.erased", known.ToString()), Actor.System);
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await db.Set<Restriction>().Where(r => people.Contains(r.ContactId) && r.Until == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, now), ct); // whoever shares the address is reached again
        await db.Set<ContactPointLink>().Where(l => people.Contains(l.ContactId)).ExecuteDeleteAsync(ct);
        await db.Set<ContactState>().Where(s => people.Contains(s.ContactId)).ExecuteDeleteAsync(ct);
        return await db.Set<Contact>().Where(c => people.Contains(c.Id)).ExecuteDeleteAsync(ct);
    }

    // children of whom one of these is the guardian
    private static IQueryable<Contact> Wards(PortalDb db, List<Id<Contact>> people)
        => db.Set<Contact>().Where(c => !people.Contains(c.Id) && c.States.Any(s => s.Until == null && people.Contains(s.GuardianId)));

    private static (List<Id<Contact>> People, List<Id<ContactPoint>> Points) Ids(PersonalDataSubject subject)
        => ([.. subject.Contacts.Select(c => new Id<Contact>(c))], [.. subject.ContactPoints.Select(p => new Id<ContactPoint>(p))]);
}
