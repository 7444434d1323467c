using System.Diagnostics.Metrics;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Integration;

/// <summary>How long the oldest opt-out waits that an application has not acknowledged, and attempts by what became of them; read from the
/// database only while somebody listens.</summary>
public sealed class LagGauge : BackgroundService
{
    private static readonly Counter<long> Attempts = PortalMeter.Meter.CreateCounter<long>("consentportal.webhooks.attempts", "{attempt}", "Attempts to deliver an event, by what became of them");
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private readonly Meter meter = new(PortalMeter.Name);
    private readonly ObservableGauge<double> lag;
    private readonly FindOptOutLag find;
    private readonly ILogger<LagGauge> log;
    private double seconds;

    public LagGauge(FindOptOutLag find, ILogger<LagGauge> log)
    {
        (this.find, this.log) = (find, log);
        lag = meter.CreateObservableGauge("consentportal.webhooks.opt_out_lag", () => Volatile.Read(ref seconds), "s", "How long the oldest opt-out waits that an application has not acknowledged");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    internal static void Attempted(DeliveryFault fault)
    {
        if (Attempts.Enabled)
        {
            Attempts.Add(1, new KeyValuePair<string, object?>("outcome", fault == DeliveryFault.None ? "arrived" : Word.Of(fault)));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Volatile.Write(ref seconds, lag.Enabled && (await find.RunAsync(Actor.System, stoppingToken)).Value is { Count: > 0 } found ? found.Max(r => r.Lag.TotalSeconds) : 0);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "The lag of opt-outs could not be read; trying again.");
            }

            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
