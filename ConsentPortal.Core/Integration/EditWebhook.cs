using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Changes where a webhook leads and what it is told. What waits for it goes to the new address.</summary>
public sealed class EditWebhook(IDbContextFactory<PortalDb> databases, WebhookSettings settings)
{
    /// <param name="Version">As it was read; null = whatever it is now.</param>
    public sealed record Command(Id<Webhook> Id, int? Version = null)
    {
        // null = as it is
        public string? Url { get; init; }

        public string? Description { get; init; }

        public IReadOnlyList<string>? Kinds { get; init; }

        /// <summary>Empty = all profiles.</summary>
        public string? Profile { get; init; }

        public bool? Addresses { get; init; }
    }

    /// <summary>Answers its version now.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WebhookReach.FindAsync(db, command.Id, actor, ct) is not { } webhook)
        {
            return Problem.NotFound(WebhookReach.None);
        }

        if (command.Version is { } version && version != webhook.Version)
        {
            return Overtaken();
        }

        WebhookDraft before = Of(webhook), draft = new(Clean(command.Url) ?? webhook.Url, Clean(command.Description) ?? webhook.Description,
            [.. (command.Kinds ?? webhook.Kinds).Distinct(StringComparer.Ordinal)], Clean(command.Profile) ?? webhook.ProfileCode, command.Addresses ?? webhook.SendsAddresses);
        if (await WebhookReach.WrongAsync(db, webhook.ApplicationId, draft, settings, actor, ct) is { Count: > 0 } problems)
        {
            return problems;
        }

        return await SaveAsync(db, webhook, draft, Changes(before, draft), actor, ct);
    }

    internal static Problem Overtaken() => Problem.Conflict("Somebody changed this webhook meanwhile. Read it again.");

    internal static IReadOnlyList<Change> Changes(WebhookDraft? old, WebhookDraft now) => new ChangeList().Add("url", old is null ? null : Shown(old.Url), old is not null && old.Url != now.Url && Shown(old.Url) == Shown(now.Url) ? $"{Shown(now.Url)} (changed)" : Shown(now.Url)).Add("description", old?.Description ?? "", now.Description)
        .Add("kinds", old is null ? null : string.Join(' ', old.Kinds), string.Join(' ', now.Kinds)).Add("profile", old?.Profile ?? "", now.Profile).Add("addresses", old?.Addresses ?? false, now.Addresses).Items;

    /// <summary>For the trail, without the query: tokens stand there.</summary>
    internal static string Shown(string url) => url.IndexOf('?', StringComparison.Ordinal) is var query and >= 0 ? $"{url[..query]}?…" : url;

    private static WebhookDraft Of(Webhook webhook) => new(webhook.Url, webhook.Description, [.. webhook.Kinds], webhook.ProfileCode, webhook.SendsAddresses);

    private static string? Clean(string? text) => text is null ? null : Text.Clean(text);

    private static async Task<Outcome<int>> SaveAsync(PortalDb db, Webhook webhook, WebhookDraft draft, IReadOnlyList<Change> changes, Actor actor, CancellationToken ct)
    {
        if (changes.Count == 0)
        {
            return webhook.Version;
        }

        webhook.Describe(draft);
        return await WebhookSaves.SaveAsync(db, webhook, WebhookChanged.Edited, changes, actor, ct) is { } problem ? problem : webhook.Version;
    }
}
