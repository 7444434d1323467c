using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Notes what an address is to be told of its own link: because it looked like a mail scanner, or because somebody else may hold a
/// forwarded mail. What follows within ten minutes comes into the same mail (<see cref="TellOfSaves"/>).</summary>
public sealed class SaveNotice(IdSource ids)
{
    /// <param name="told">It is to be told; else it is only noted where a mail is going to be written, so that this says what holds in the end.</param>
    internal async ValueTask NoteAsync(WriteSession session, Offering save, MadeOffer offer, bool told, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var open = await db.Set<ToldSaves>().Where(t => t.PointId == save.Link.PointId && t.ProfileId == save.Profile.Id && (!told || t.Doubtful == save.Doubtful) && t.DueAt != null).OrderBy(t => t.Id).FirstOrDefaultAsync(ct);
        if (open is null && (!told || !await db.Set<ContactPoint>().AnyAsync(p => p.Id == save.Link.PointId && p.Channel == Channel.Email && p.ErasedAt == null, ct)))
        {
            return;
        }

        open ??= db.Add(new ToldSaves
        {
            Id = ids.Next<ToldSaves>(), PointId = save.Link.PointId, ProfileId = save.Profile.Id, Doubtful = save.Doubtful, Language = await LanguageAsync(db, save, ct), StartedAt = session.Now,
        }).Entity;
        open.Add(new(offer.Id.Value, save.Off(open.Language), save.PausedUntil));
        await db.SaveChangesAsync(ct);
    }

    // whoever pressed the button may read another language than the person: theirs, where it is known
    private static async Task<string> LanguageAsync(PortalDb db, Offering save, CancellationToken ct)
    {
        var contacts = await LinkPoints.ContactsAsync(db, save.Link, ct);
        var known = await db.Set<Contact>().Where(c => contacts.Contains(c.Id) && c.Language != "").Select(c => c.Language).Distinct().Take(2).ToListAsync(ct);
        return known is [var only] ? only : save.Visitor.Language;
    }
}
