using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Carries out one wish inside a write job; one that another process was quicker with is left alone.</summary>
public sealed class WishWriter(SubscriptionWriter subscriptions, LinkLetter letter, ResendConfirmation resend)
{
    internal async ValueTask<bool> WriteAsync(WriteSession session, Id<Subscription> id, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var subscription = await db.Set<Subscription>().FirstOrDefaultAsync(s => s.Id == id && s.TakenAt == null, ct);
        if (subscription is null)
        {
            return false;
        }

        await subscriptions.WriteAsync(session, subscription, rules, ct);
        return true;
    }

    internal async ValueTask<bool> WriteAsync(WriteSession session, Id<PublicWish> id, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<PublicWish>().FirstOrDefaultAsync(w => w.Id == id, ct) is not { } wish)
        {
            return false;
        }

        if (rules.Profile(wish.ProfileId) is { } profile)
        {
            await (wish.Kind == WishKind.Link ? SendLinkAsync(session, wish, profile, ct) : AgainAsync(session, wish, profile, rules, ct));
        }

        db.Remove(wish);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async ValueTask SendLinkAsync(WriteSession session, PublicWish wish, ComplianceProfile profile, CancellationToken ct) => await letter.SendAsync(session, wish, profile, ct);

    private async ValueTask AgainAsync(WriteSession session, PublicWish wish, ComplianceProfile profile, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var subscription = await db.Set<Subscription>().FirstOrDefaultAsync(s => s.TokenHash == wish.TokenHash && s.TakenAt != null, ct);
        if (subscription is null || subscription.PersonId.IsNone)
        {
            return;
        }

        await subscriptions.SendCodeAsync(session, subscription, profile, ct);
        var asked = await db.Set<ConsentRequest>().Where(r => r.PersonId == subscription.PersonId).OrderByDescending(r => r.Id).Select(r => new { r.Id, r.ClosedAt }).FirstOrDefaultAsync(ct);
        if (asked is { ClosedAt: null })
        {
            await resend.AgainAsync(session, asked.Id, rules, ct);
        }
    }
}
