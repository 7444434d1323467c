using System.Diagnostics.Metrics;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Consent;

/// <summary>Reads beside the requests what a gauge must know from the database, and only while somebody listens.</summary>
public sealed class GaugeWorker : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private readonly Meter meter = new(PortalMeter.Name);
    private readonly ObservableGauge<double> age;
    private readonly ReadOutbox outbox;
    private readonly IDbContextFactory<PortalDb> databases;
    private readonly TimeProvider clock;
    private readonly ILogger<GaugeWorker> log;
    private volatile Reading now = new(0, 0, 0, 0);

    public GaugeWorker(ReadOutbox outbox, IDbContextFactory<PortalDb> databases, TimeProvider clock, ILogger<GaugeWorker> log)
    {
        (this.outbox, this.databases, this.clock, this.log) = (outbox, databases, clock, log);
        age = meter.CreateObservableGauge("consentportal.outbox.age", () => now.OutboxAge, "s", "How long the oldest message waits that has not left");
        meter.CreateObservableGauge("consentportal.outbox.failed", () => now.Failed, "{message}", "Messages that were given up");
        meter.CreateObservableGauge("consentportal.ledger.unsealed", () => now.Unsealed, "{event}", "Consent events that no seal lists yet");
        meter.CreateObservableGauge("consentportal.counts.behind", () => now.Uncounted, "{event}", "Consent events that the kept counts do not include yet");
    }

    private sealed record Reading(double OutboxAge, long Failed, long Unsealed, long Uncounted);

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                now = age.Enabled ? await ReadAsync(stoppingToken) : now;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "The gauges could not be read; trying again.");
            }

            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Reading> ReadAsync(CancellationToken ct)
    {
        var sent = (await outbox.RunAsync(Actor.System, ct)).Value;
        await using var db = await databases.CreateDbContextAsync(ct);
        var head = await db.Set<Counter>().Where(c => c.Name == "events").Select(c => c.Value).FirstOrDefaultAsync(ct);
        var sealedTo = await db.Set<LedgerSeal>().MaxAsync(s => (long?)s.LastSequence, ct) ?? 0;
        var counted = await db.Set<CountCursor>().MaxAsync(c => (long?)c.Sequence, ct) ?? 0;
        return new(sent.Oldest is { } oldest ? (clock.Now() - oldest).TotalSeconds : 0, sent.FailedMails + sent.FailedTexts, head - sealedTo, head - counted);
    }
}
