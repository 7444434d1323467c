using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Mails that have left or were given up: to whom and about what, for as long as somebody may ask whether it came.</summary>
internal sealed class MailRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("mails", 90, 7, 1096);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(m => m.CreatedAt), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, _) =>
    {
        var over = await Over(db, cut).OrderBy(m => m.Id).Take(RetiredRows.Slice).Select(m => m.Id).ToListAsync(ct);
        return await db.Set<Email>().Where(m => over.Contains(m.Id)).ExecuteDeleteAsync(ct);
    }, ct);

    private static IQueryable<Email> Over(PortalDb db, RetentionCut cut)
    {
        var held = cut.Held.Points.ToList();
        return db.Set<Email>().Without(cut.Held.Addresses, m => m.To).Where(m => m.CreatedAt < cut.Before && m.State != EmailState.Queued && m.State != EmailState.Sending && !held.Contains(m.PointId));
    }
}

/// <summary>Text messages, likewise.</summary>
internal sealed class TextRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("texts", 90, 7, 1096);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(m => m.CreatedAt), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, _) =>
    {
        var over = await Over(db, cut).OrderBy(m => m.Id).Take(RetiredRows.Slice).Select(m => m.Id).ToListAsync(ct);
        return await db.Set<TextMessage>().Where(m => over.Contains(m.Id)).ExecuteDeleteAsync(ct);
    }, ct);

    private static IQueryable<TextMessage> Over(PortalDb db, RetentionCut cut)
    {
        var held = cut.Held.Points.ToList();
        return db.Set<TextMessage>().Where(m => m.CreatedAt < cut.Before && (m.SentAt != null || m.FailedAt != null || m.NextAttemptAt == null) && !held.Contains(m.PointId));
    }
}
