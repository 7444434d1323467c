using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Reminds once who was asked and has not answered, where the profile wants that. Never an address that has said no to any of it,
/// is suppressed or restricted, and never after the link has lapsed.</summary>
public sealed class RemindRequests(IDbContextFactory<PortalDb> databases, WriteQueue queue, SendEmail mail, ConfirmationLetters letters, Rulebooks rulebooks)
{
    private const int MostAtOnce = 100;

    public sealed record Command(DateTimeOffset Now);

    /// <summary>Answers how many were reminded.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        List<Id<ConsentRequest>> due;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            due = await db.Set<ConsentRequest>().Where(r => r.RemindAt != null && r.RemindAt <= command.Now && r.RemindedAt == null && r.ClosedAt == null && r.ExpiresAt > command.Now)
                .OrderBy(r => r.Id).Take(MostAtOnce).Select(r => r.Id).ToListAsync(ct);
        }

        var rules = due.Count == 0 ? null : await rulebooks.FreshAsync(ct);
        var sent = 0;
        foreach (var id in due)
        {
            sent += await queue.RunAsync(session => RemindAsync(session, id, rules!, ct), ct: ct) ? 1 : 0;
        }

        return sent;
    }

    private async ValueTask<bool> RemindAsync(WriteSession session, Id<ConsentRequest> id, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var request = await db.Set<ConsentRequest>().Include(r => r.Items).FirstOrDefaultAsync(r => r.Id == id, ct);
        if (request is null or { RemindedAt: not null })
        {
            return false; // another process was quicker
        }

        var (token, hash) = SecretToken.New();
        var sent = await ReadConfirmation.OpenAsync(db, request, rules, session.Now, ct) is { } open && !await SaidNoAsync(db, open, ct) && await QueueAsync(db, open, token, ct);
        request.Remind(sent ? hash : null, session.Now);
        await db.SaveChangesAsync(ct);
        return sent;
    }

    private async ValueTask<bool> QueueAsync(PortalDb db, OpenConfirmation open, string token, CancellationToken ct)
    {
        var request = open.Request;
        ConfirmationAsk ask = new(request.PointId, open.Profile, request.Language, open.Items) { AskedPointId = request.AskedPointId, Level = open.Level };
        var asked = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == ask.Asked, ct);
        return asked is { Address: { } address } && await letters.WriteAsync(db, ask, new(address, token, request.ExpiresAt, Reminds: true), ct) is { Ok: true } letter && mail.Add(db, letter.Value).Ok;
    }

    private static async Task<bool> SaidNoAsync(PortalDb db, OpenConfirmation open, CancellationToken ct)
    {
        List<Id<ContactPoint>> ids = [open.Request.PointId, open.Request.AskedPointId];
        if (await db.Set<Restriction>().AnyAsync(r => ids.Contains(r.PointId) && r.Until == null, ct))
        {
            return true; // stored, and used for nothing: they still have the first mail
        }

        var hashes = await db.Set<ContactPoint>().Where(p => ids.Contains(p.Id)).Select(p => p.KeyHash).ToListAsync(ct);
        foreach (var hash in hashes)
        {
            if (await db.Set<Suppression>().AnyAsync(s => s.KeyHash == hash && s.Until == null, ct))
            {
                return true;
            }
        }

        var purposes = open.Items.Select(i => i.Purpose.Id).ToList();
        var refused = await db.Set<ConsentRecord>().AsNoTracking().Where(r => r.PointId == open.Request.PointId && r.Status == ConsentStatus.OptedOut && purposes.Contains(r.PurposeId)).ToListAsync(ct);
        return refused.Exists(r => open.Items.Any(i => i.Purpose.Id == r.PurposeId && (r.TopicId.IsNone || i.Topic?.Id == r.TopicId)));
    }
}
