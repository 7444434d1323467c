using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Integration;

/// <summary>The log of webhooks; dead letters stay three times as long, and an opt-out that nobody heard for ever.</summary>
internal sealed class DeliveryRetention(RetiredRows rows, TidyDeliveries tidy, WebhookSettings settings) : IRetains
{
    public RetentionClass Class { get; } = new("webhook_log", (int)settings.Retention.TotalDays, 1, 3650) { Setting = "ConsentPortal:Webhooks:LogDays" };

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct)
        => rows.CountAsync(db => TidyDeliveries.Done(db, cut.Before).Select(d => d.FirstAt), ct);

    public async Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => (await tidy.RunAsync(new(), Actor.System, ct)).Value;
}
