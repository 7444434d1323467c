using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How far the erasure of a case is, who was told, and its certificate.</summary>
public sealed class ReadErasure(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="Plan">As it was put up for review, or approved.</param>
    /// <param name="ByMe">The reader put it up for review, so somebody else approves.</param>
    public sealed record View(Erasure Erasure, ErasurePlan Plan, bool ByMe, IReadOnlyList<Recipient> Recipients);

    /// <param name="Heard">A webhook took it in; null = it has none that would be told of it.</param>
    public sealed record Recipient(Id<Application> Id, string Name, DateTimeOffset ToldAt, bool? Heard, int Reminders, DateTimeOffset DueAt, bool Overdue, DateTimeOffset? AcknowledgedAt, ActorKind By);

    /// <summary>Null where nothing was put up for review yet.</summary>
    public async Task<Outcome<View?>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Erasure>().AsNoTracking().FirstOrDefaultAsync(e => e.RequestId == id, ct) is not { } erasure ? (View?)null
            : new View(erasure, ErasurePlan.FromJson(erasure.Plan), erasure.PreparedBy == (actor.Id ?? ""), await ToldAsync(db, erasure.Id, ct));
    }

    /// <summary>How many applications are overdue with their answer: what the dashboard shows.</summary>
    public async Task<int> OverdueAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is not null)
        {
            return 0;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        return await db.Set<ErasureNotice>().CountAsync(n => n.AcknowledgedAt == null && n.DueAt <= now, ct);
    }

    private async Task<IReadOnlyList<Recipient>> ToldAsync(PortalDb db, Id<Erasure> id, CancellationToken ct)
    {
        var notices = await db.Set<ErasureNotice>().AsNoTracking().Where(n => n.ErasureId == id).ToListAsync(ct);
        var (apps, messages) = (notices.ConvertAll(n => n.ApplicationId), notices.ConvertAll(n => n.MessageId));
        var names = await db.Set<Application>().AsNoTracking().Where(a => apps.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var hooks = (await db.Set<Webhook>().AsNoTracking().Where(w => apps.Contains(w.ApplicationId)).ToListAsync(ct)).FindAll(w => w.Kinds.Contains(Messaging.OutgoingKinds.PersonErased));
        var (ids, since) = (hooks.ConvertAll(w => w.Id), new Id<WebhookDelivery>(notices.Count == 0 ? 0 : IdSource.FirstOf(notices.Min(n => n.ToldAt))));
        var heard = await db.Set<WebhookDelivery>().AsNoTracking().Where(d => ids.Contains(d.WebhookId) && d.Id >= since && messages.Contains(d.EventId) && d.State == DeliveryState.Delivered).Select(d => d.WebhookId).ToListAsync(ct);
        var now = clock.Now();
        return [.. notices.Select(n => new Recipient(n.ApplicationId, names.GetValueOrDefault(n.ApplicationId, ""), n.ToldAt, Heard(n), n.Reminders, n.DueAt, n.IsOverdue(now), n.AcknowledgedAt, n.AcknowledgedKind)).OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase)];

        bool? Heard(ErasureNotice notice) => hooks.FindAll(w => w.ApplicationId == notice.ApplicationId) is { Count: > 0 } own ? own.Exists(w => heard.Contains(w.Id)) : null;
    }
}
