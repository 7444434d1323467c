using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Something about a webhook was changed, by a person, a program, or by the portal itself when an endpoint stops answering.</summary>
public sealed record WebhookChanged(string Kind, Id<Webhook> Webhook) : PortalEvent(Kind, "webhook", Webhook.ToString())
{
    public const string Added = "webhook.added";
    public const string Edited = "webhook.edited";
    public const string Removed = "webhook.removed";
    public const string Woken = "webhook.woken";
    public const string SwitchedOff = "webhook.switched_off";
    public const string FellAsleep = "webhook.fell_asleep";
    public const string SecretRotated = "webhook.secret_rotated";
    public const string OldSecretEnded = "webhook.old_secret_ended";
    public const string BackfillStarted = "webhook.backfill_started";
    public const string Replayed = "webhook.replayed";
}
