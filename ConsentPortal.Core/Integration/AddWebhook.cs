using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Tells an application of what happens from now on, at an address of its own. Shows the secret this once.</summary>
public sealed class AddWebhook(IDbContextFactory<PortalDb> databases, WebhookSettings settings, WebhookSecrets secrets, IEnumerable<IOutgoingEvents> streams, PlaceOutbox place)
{
    /// <summary>Webhooks of one application: enough for every system behind it.</summary>
    public const int Most = 20;

    /// <param name="Application">Staff name it; a program's own is taken in any case.</param>
    /// <param name="Kinds">As <see cref="OutgoingKinds.All"/> has them.</param>
    public sealed record Command(Id<Application> Application, string Url, IReadOnlyList<string> Kinds)
    {
        public string? Description { get; init; }

        /// <summary>The code of the one profile whose purposes it is told of; null = the key's, or all.</summary>
        public string? Profile { get; init; }

        public bool Addresses { get; init; }
    }

    /// <param name="Secret"><c>whsec_…</c>, never to be seen again.</param>
    public sealed record View(Id<Webhook> Id, string Secret);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        var owner = actor.Kind == ActorKind.Application ? new(actor.Number) : command.Application;
        WebhookDraft draft = new(Text.Clean(command.Url), Text.Clean(command.Description), [.. command.Kinds.Distinct(StringComparer.Ordinal)], Text.CleanOrNull(command.Profile) ?? actor.BoundToProfile ?? "", command.Addresses);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Application>().FirstOrDefaultAsync(a => a.Id == owner, ct) is not { } application)
        {
            return Problem.Invalid("application", "There is no such application.");
        }

        if (application.RetiredAt is not null)
        {
            return Problem.Conflict("This application was retired. Take it up again first.");
        }

        var problems = await WebhookReach.WrongAsync(db, owner, draft, settings, actor, ct);
        if (await db.Set<Webhook>().CountAsync(w => w.ApplicationId == owner && w.RemovedAt == null, ct) >= Most)
        {
            problems.Add(Problem.Conflict($"An application has at most {Most} webhooks. Remove one first."));
        }

        return problems.Count > 0 ? problems : await AddAsync(db, application, draft, actor, ct);
    }

    private async Task<Outcome<View>> AddAsync(PortalDb db, Application application, WebhookDraft draft, Actor actor, CancellationToken ct)
    {
        var now = db.Time.Now();
        Webhook webhook = new() { Id = db.Ids.Next<Webhook>(), ApplicationId = application.Id, CreatedAt = now };
        var (shown, kept) = secrets.New(webhook.Id);
        webhook.Describe(draft);
        webhook.Sign(kept, now);
        webhook.Turn(WebhookState.Active, WebhookReason.None, now);
        db.Add(webhook);
        db.Add(new WebhookHealth { WebhookId = webhook.Id });
        while ((await place.RunAsync(new(), Actor.System, ct)).Value > 0)
        {
            // what was announced before lies before its cursors
        }

        foreach (var stream in streams)
        {
            var head = await stream.HeadAsync(ct); // from now on; a back-fill fetches what was before
            db.Add(new WebhookCursor { WebhookId = webhook.Id, Stream = stream.Stream, Lane = DeliveryLane.Urgent, Sequence = head });
            db.Add(new WebhookCursor { WebhookId = webhook.Id, Stream = stream.Stream, Lane = DeliveryLane.Normal, Sequence = head });
        }

        db.Announce(new WebhookChanged(WebhookChanged.Added, webhook.Id) { SubjectName = application.Name, Changes = EditWebhook.Changes(null, draft) }, actor);
        await db.SaveChangesAsync(ct);
        return new View(webhook.Id, shown);
    }
}
