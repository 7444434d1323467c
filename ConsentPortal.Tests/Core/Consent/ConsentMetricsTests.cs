using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>What a listener of the process hears: decisions, events, the write queue; never an address.</summary>
public sealed class ConsentMetricsTests
{
    [Fact]
    public async Task A_listener_hears_decisions_events_and_the_write_queue_and_no_address()
    {
        ConcurrentBag<string> heard = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == PortalMeter.Name)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => heard.Add(Line(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => heard.Add(Line(instrument, tags)));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => heard.Add(Line(instrument, tags)));
        listener.Start();
        await using var portal = await TestPortal.StartAsync();

        await portal.World.SaysAsync("listened-to@example.com", ConsentStatus.OptedOut);
        await portal.World.AskAsync("listened-to@example.com");
        listener.RecordObservableInstruments();

        Assert.Contains("consentportal.consent.events status=optedOut actor=application", heard);
        Assert.Contains("consentportal.decisions outcome=deny reason=purpose_opted_out", heard);
        Assert.Contains("consentportal.decision.duration", heard);
        Assert.Contains("consentportal.write_queue.duration lane=interactive", heard);
        Assert.Contains("consentportal.write_queue.depth", heard);
        Assert.DoesNotContain(heard, line => line.Contains("listened-to", StringComparison.Ordinal));
    }

    private static string Line(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = instrument.Name;
        foreach (var (name, value) in tags)
        {
            line += $" {name}={value}";
        }

        return line;
    }
}
