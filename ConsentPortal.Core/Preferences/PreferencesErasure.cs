using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Forms that the person sent in and the words in which they left go; that they left for a reason stays as a number.</summary>
public sealed class PreferencesErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases) : IErasesPersonalData
{
    public string Room => "Preferences";

    public IReadOnlyList<string> Tables { get; } = ["subscriptions", "public_wishes", "leaving_reasons"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return
        [
            new("sign-ups", ErasureOutcome.Erase, await SignUps(db, subject).CountAsync(ct) + await Wishes(db, subject).CountAsync(ct)),
            new("leaving-reasons", ErasureOutcome.Anonymise, await Words(db, subject).CountAsync(ct)),
        ];
    }

    public Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(ct);
        var words = await Words(db, subject).ToListAsync(ct);
        return await SignUps(db, subject).ExecuteDeleteAsync(ct) + await Wishes(db, subject).ExecuteDeleteAsync(ct) + await SideRowEraser.EraseAsync(db, words, session.Now, ct);
    }, WriteLane.Bulk, ct);

    private static IQueryable<Subscription> SignUps(PortalDb db, PersonalDataSubject subject)
    {
        var points = Points(subject);
        var typed = db.Set<Subscription>().Holding(Traces.Of(subject), s => s.Email, s => s.Phone, s => s.GuardianEmail, s => s.GuardianName).Select(s => s.Id);
        return db.Set<Subscription>().Where(s => typed.Contains(s.Id) || points.Contains(s.NumberPointId) || points.Contains(s.SmsPointId) || points.Contains(s.VoicePointId));
    }

    private static IQueryable<PublicWish> Wishes(PortalDb db, PersonalDataSubject subject) => db.Set<PublicWish>().Holding(Traces.OfAddresses(subject), w => w.Address);

    private static IQueryable<Id<SideRow>> Words(PortalDb db, PersonalDataSubject subject)
    {
        var points = Points(subject);
        var saves = db.Set<UndoOffer>().Where(o => points.Contains(o.PointId) || points.Contains(o.OtherPointId)).Select(o => o.Id);
        return db.Set<LeavingReason>().Where(r => saves.Contains(r.SaveId)).Select(r => r.NoteId);
    }

    private static List<Id<ContactPoint>> Points(PersonalDataSubject subject) => [.. subject.ContactPoints.Select(p => new Id<ContactPoint>(p)).Where(p => !p.IsNone)];
}
