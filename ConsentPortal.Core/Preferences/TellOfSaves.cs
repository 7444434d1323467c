using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Preferences;

/// <summary>Writes the mails about what was switched off or paused by an address's own link, each ten minutes after the first save: one mail
/// for all of them, without what was taken back meanwhile, with a link that takes back the rest.</summary>
public sealed class TellOfSaves(IDbContextFactory<PortalDb> databases, WriteQueue queue, Rulebooks rulebooks, ToldLetter letter, ILogger<TellOfSaves> log)
{
    private const int MostAtOnce = 100;

    public sealed record Command;

    /// <summary>Answers how many were looked at.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        List<Id<ToldSaves>> due;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            var now = letter.Now;
            due = await db.Set<ToldSaves>().Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).Take(MostAtOnce).Select(t => t.Id).ToListAsync(ct);
        }

        foreach (var id in due)
        {
            try
            {
                var rules = await rulebooks.RecentAsync(ct);
                await queue.RunAsync(session => TellAsync(session, id, rules, ct), ct: ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                log.LogError(error, "The notice {Id} of changed choices could not be written.", id.Value); // the others are
            }
        }

        return due.Count;
    }

    private async ValueTask<bool> TellAsync(WriteSession session, Id<ToldSaves> id, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<ToldSaves>().FirstOrDefaultAsync(t => t.Id == id && t.DueAt != null, ct) is not { } told)
        {
            return false; // another process was quicker
        }

        var (token, hash) = SecretToken.New();
        var queued = rules.Profile(told.ProfileId) is { } profile && await letter.QueueAsync(db, told, profile, token, ct);
        told.Tell(queued ? hash : null);
        await db.SaveChangesAsync(ct);
        return queued;
    }
}

/// <summary>The mail about saves: no advertising; at most 3 a day, kind and address; never to a dead address.</summary>
public sealed class ToldLetter(SendEmail mail, MailWriter writer, PortalAddress address, TimeProvider clock)
{
    public const int MaxPerDay = 3;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    internal DateTimeOffset Now => clock.Now();

    /// <summary>False where there is nothing left to tell, or nobody who may be told.</summary>
    internal async ValueTask<bool> QueueAsync(PortalDb db, ToldSaves told, ComplianceProfile profile, string token, CancellationToken ct)
    {
        var kind = told.Doubtful ? DoubtfulNotice.Mail : ChangeNotice.Mail;
        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == told.PointId, ct);
        if (point is not { Channel: Channel.Email, Address: { } to } || await ConfirmationRequests.IsForbiddenAsync(db, point, ct))
        {
            return false;
        }

        var (offers, since) = (told.Offers, Now - Day);
        var open = (await db.Set<UndoOffer>().AsNoTracking().Where(o => offers.Contains(o.Id)).ToListAsync(ct)).FindAll(o => o.IsOpen(Now));
        var lines = Lines(told, (await StandingAsync(db, told, open, ct)).ConvertAll(o => o.Id.Value));
        var before = await db.Set<Email>().CountAsync(e => e.PointId == point.Id.Value && e.Kind == kind.Code && e.CreatedAt > since, ct);
        if (lines.Count == 0 || before >= MaxPerDay)
        {
            return false;
        }

        var values = new MailValues().With("items", lines).With("link", address.Under(profile.Brand?.Host, DoubtfulNotice.Path(token))).With("until", MailTexts.Day(told.Language, open.Where(o => o.ExpiresAt - o.SavedAt > UndoOffer.Life).Select(o => o.ExpiresAt).DefaultIfEmpty(open.Min(o => o.ExpiresAt)).Min()))
            .With("limit", before == MaxPerDay - 1 ? MailTexts.In(told.Language, "ChangedLast") : "");
        var letter = await writer.WriteAsync(db, kind, ConfirmationMail.From(profile), told.Language, values, ct);
        return mail.Add(db, new(kind.Code, to, letter.Subject, letter.Body, point.Id.Value)).Ok;
    }

    // what was answered anew since, by a confirmed opt-in say, is no news any more
    private static async Task<List<UndoOffer>> StandingAsync(PortalDb db, ToldSaves told, List<UndoOffer> open, CancellationToken ct)
    {
        var points = open.SelectMany(o => new[] { o.PointId, o.OtherPointId }).Distinct().ToList();
        var events = open.SelectMany(o => o.Events).Select(e => new Id<ConsentEvent>(e)).ToList();
        var stand = (await db.Set<ConsentRecord>().AsNoTracking().Where(r => points.Contains(r.PointId) && events.Contains(r.EventId)).Select(r => r.EventId).ToListAsync(ct)).ConvertAll(e => e.Value);
        return open.FindAll(o => o.Suppressions.Count > 0 || o.Events.Any(stand.Contains) || told.Saves.Any(s => s.Offer == o.Id.Value && s.PausedUntil is not null));
    }

    // of what was not taken back: what is off, each once, and the pause as the last save left it
    private List<string> Lines(ToldSaves told, List<long> open)
    {
        var saves = told.Saves.Where(s => open.Contains(s.Offer)).ToList();
        List<string> lines = [.. saves.SelectMany(s => s.Off).Distinct(StringComparer.Ordinal)];
        if (saves.FindLast(s => s.PausedUntil is not null)?.PausedUntil is { } until && until > Now)
        {
            lines.Add(MailTexts.In(told.Language, "ChangedPause", MailTexts.Day(told.Language, until)));
        }

        return lines;
    }
}
