using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>The webhooks that an actor may touch: staff every one, a program those of its own application, and with a key that is bound to
/// a profile only those of that profile.</summary>
internal static class WebhookReach
{
    public const string None = "There is no such webhook.";
    private const string MayReadContacts = "contacts:read";

    public static IQueryable<Webhook> Of(PortalDb db, Actor actor)
    {
        var (own, bound) = (new Id<Application>(actor.Number), actor.BoundToProfile);
        var all = db.Set<Webhook>().Where(w => w.RemovedAt == null);
        all = actor.Kind == ActorKind.Application ? all.Where(w => w.ApplicationId == own) : all;
        return bound is null ? all : all.Where(w => w.ProfileCode == bound);
    }

    /// <summary>Those that are told of events: not removed, and their application is in use.</summary>
    public static IQueryable<Webhook> Told(PortalDb db) => db.Set<Webhook>().Where(w => w.RemovedAt == null && db.Set<Application>().Any(a => a.Id == w.ApplicationId && a.RetiredAt == null));

    /// <summary>The first of these kinds that a program's key may not read: a webhook is no way round its scopes. Null for staff.</summary>
    public static Problem? Unread(IEnumerable<string> kinds, Actor actor)
    {
        foreach (var kind in actor.Kind == ActorKind.Application ? kinds : [])
        {
            var (needed, scope) = kind == OutgoingKinds.ProfilePublished ? (Permission.ReadCompliance, "profiles:read") : (Permission.ReadEvents, "events:read");
            if (!actor.May(needed))
            {
                return Problem.Invalid("kinds", $"To be told of {kind} this key needs the scope {scope}.");
            }
        }

        return null;
    }

    public static Task<Webhook?> FindAsync(PortalDb db, Id<Webhook> id, Actor actor, CancellationToken ct) => Of(db, actor).FirstOrDefaultAsync(w => w.Id == id, ct);

    /// <summary>Whether the application holds a key that may read contacts: without one no address leaves.</summary>
    public static async Task<bool> MaySendAddressesAsync(PortalDb db, Id<Application> application, string profile, CancellationToken ct)
        => (await db.Set<ApiKey>().AsNoTracking().Where(k => k.ApplicationId == application && k.RevokedAt == null).ToListAsync(ct))
            .Exists(k => k.HoldsAt(db.Time.Now()) && k.Scopes.Contains(MayReadContacts) && (k.ProfileCode.Length == 0 || k.ProfileCode == profile));

    /// <summary>As whom the events are read for it: what a key of its application, bound to the same profile, would see in the feed.</summary>
    public static async Task<Actor> ReaderAsync(PortalDb db, Webhook webhook, CancellationToken ct)
    {
        var may = webhook.SendsAddresses && await MaySendAddressesAsync(db, webhook.ApplicationId, webhook.ProfileCode, ct) ? Permission.ReadEvents | Permission.ReadContacts : Permission.ReadEvents;
        return new(ActorKind.Application, webhook.ApplicationId.ToString(), "", may) { BoundToProfile = webhook.ProfileCode.Length > 0 ? webhook.ProfileCode : null };
    }

    /// <summary>Everything that is wrong with what a webhook is to be.</summary>
    public static async Task<List<Problem>> WrongAsync(PortalDb db, Id<Application> application, WebhookDraft draft, WebhookSettings settings, Actor actor, CancellationToken ct)
    {
        List<Problem> problems = [];
        if (await WebhookUrl.CheckAsync(draft.Url, settings, ct) is { } url)
        {
            problems.Add(url);
        }

        if (draft.Description.Length > Webhook.DescriptionMaxLength)
        {
            problems.Add(Problem.Invalid("description", $"At most {Webhook.DescriptionMaxLength} characters."));
        }

        if (draft.Kinds.Count == 0 || draft.Kinds.Any(k => !OutgoingKinds.All.Contains(k)))
        {
            problems.Add(Problem.Invalid("kinds", $"Choose at least one of {string.Join(", ", OutgoingKinds.All)}."));
        }
        else if (Unread(draft.Kinds, actor) is { } unread)
        {
            problems.Add(unread);
        }

        if (actor.BoundToProfile is { } bound && draft.Profile != bound)
        {
            problems.Add(Problem.Invalid("profile", $"This key is bound to the profile '{bound}': name it."));
        }
        else if (draft.Profile.Length > 0 && await ProfileNames.FindAsync(db, draft.Profile, ct) is null)
        {
            problems.Add(Problem.Invalid("profile", $"There is no profile with the code '{draft.Profile}'."));
        }

        if (draft.Addresses && (!await MaySendAddressesAsync(db, application, draft.Profile, ct) || (actor.Kind == ActorKind.Application && !actor.May(Permission.ReadContacts))))
        {
            problems.Add(Problem.Invalid("addresses", "Addresses are sent only to an application that holds a key with the scope contacts:read for the same profile."));
        }

        return problems;
    }
}
