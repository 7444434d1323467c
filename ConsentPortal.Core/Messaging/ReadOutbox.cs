using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Whether messages leave the house: how many wait and since when, how many were given up.</summary>
public sealed class ReadOutbox(IDbContextFactory<PortalDb> databases)
{
    /// <param name="OldestMail">When the mail that waits longest was written; null = none waits.</param>
    /// <param name="UnsureMails">Handed over without an answer.</param>
    public sealed record View(int WaitingMails, DateTimeOffset? OldestMail, int FailedMails, int UnsureMails, int WaitingTexts, DateTimeOffset? OldestText, int FailedTexts)
    {
        /// <summary>When the message that waits longest was written.</summary>
        public DateTimeOffset? Oldest => OldestMail is { } mail && !(OldestText < mail) ? mail : OldestText;
    }

    public async Task<Outcome<View>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var mails = await db.Set<Email>().Where(e => e.State != EmailState.Sent).GroupBy(e => e.State).Select(g => new { State = g.Key, Count = g.Count(), Oldest = g.Min(e => e.CreatedAt) }).ToListAsync(ct);
        var open = mails.FindAll(m => m.State is EmailState.Queued or EmailState.Sending);
        var texts = await db.Set<TextMessage>().Where(m => m.SentAt == null && m.FailedAt == null && m.NextAttemptAt != null).Select(m => m.CreatedAt).ToListAsync(ct);
        var failed = await db.Set<TextMessage>().CountAsync(m => m.SentAt == null && m.FailedAt != null, ct);
        return new View(open.Sum(m => m.Count), open.Count == 0 ? null : open.Min(m => m.Oldest), mails.Find(m => m.State == EmailState.Failed)?.Count ?? 0, mails.Find(m => m.State == EmailState.Unknown)?.Count ?? 0,
            texts.Count, texts.Count == 0 ? null : texts.Min(), failed);
    }
}
