using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Mails and texts to the person, or that speak of them, go with their files in the pickup folder.</summary>
public sealed class MessagingErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases, MailSettings mail, TextSettings texts, DataDirectory data) : IErasesPersonalData
{
    public string Room => "Messaging";

    public IReadOnlyList<string> Tables { get; } = ["emails", "text_messages"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return
        [
            new("mails", ErasureOutcome.Erase, await Mails(db, subject).CountAsync(ct)),
            new("texts", ErasureOutcome.Erase, await Texts(db, subject).CountAsync(ct)),
        ];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        var gone = await queue.RunAsync(async session =>
        {
            var db = await session.DbAsync(ct);
            var mails = await Mails(db, subject).Select(e => e.Id).ToListAsync(ct);
            mails.ForEach(m => Delete($"{m}.eml")); // before its row: who dies in between finds the row again
            var all = db.Set<Email>().Where(e => mails.Contains(e.Id));
            var deleted = await all.Where(e => e.State != EmailState.Sending).ExecuteDeleteAsync(ct);
            if (await all.AnyAsync(ct))
            {
                throw new ErasureWaitsException("mail"); // a worker has one in hand and may still write its file
            }

            var left = await Texts(db, subject).Where(m => m.SentAt != null || m.FailedAt != null || m.NextAttemptAt == null || m.NextAttemptAt <= session.Now).ExecuteDeleteAsync(ct);
            if (await Texts(db, subject).AnyAsync(ct))
            {
                throw new ErasureWaitsException("text"); // a worker may have it in hand until then, and would write its file after the sweep
            }

            return deleted + left;
        }, WriteLane.Bulk, ct);
        return gone + await SweepAsync(Traces.Of(subject), ct);
    }

    private static IQueryable<Email> Mails(PortalDb db, PersonalDataSubject subject)
    {
        var points = subject.ContactPoints.ToList();
        var about = db.Set<Email>().Holding(Traces.Of(subject), e => e.To, e => e.Subject, e => e.Text, e => e.Html, e => e.LastError).Select(e => e.Id);
        return db.Set<Email>().Where(e => (e.PointId != 0 && points.Contains(e.PointId)) || about.Contains(e.Id));
    }

    private static IQueryable<TextMessage> Texts(PortalDb db, PersonalDataSubject subject)
    {
        var points = subject.ContactPoints.ToList();
        var about = db.Set<TextMessage>().Holding(Traces.Of(subject), m => m.To, m => m.Text, m => m.LastError).Select(m => m.Id);
        return db.Set<TextMessage>().Where(m => (m.PointId != 0 && points.Contains(m.PointId)) || about.Contains(m.Id));
    }

    // files whose row went with its age: the address stands in their head as it is
    private async Task<int> SweepAsync(Traces traces, CancellationToken ct)
    {
        var found = 0;
        foreach (var folder in Folders().Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (await traces.InFileAsync(file, ct))
                {
                    File.Delete(file);
                    found++;
                }
            }
        }

        return found;
    }

    private void Delete(string name)
    {
        foreach (var folder in Folders().Where(Directory.Exists))
        {
            File.Delete(Path.Combine(folder, name));
        }
    }

    private IEnumerable<string> Folders() => new[] { data.Mail, mail.Pickup, texts.Pickup }.OfType<string>().Distinct(StringComparer.Ordinal);
}
