using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage;

/// <summary>How many jobs wait for the one writer, and how long each took from its call to its commit.</summary>
internal sealed class WriteMetrics : IDisposable
{
    private readonly Meter meter = new(PortalMeter.Name);
    private readonly Histogram<double> duration;

    public WriteMetrics(Func<int> depth)
    {
        duration = meter.CreateHistogram<double>("consentportal.write_queue.duration", "s", "Time from a job's call to its commit, by lane");
        meter.CreateObservableGauge("consentportal.write_queue.depth", depth, "{job}", "Jobs that wait for the writer");
    }

    public long Begin() => duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Committed(long begun, WriteLane lane)
    {
        if (begun != 0)
        {
            duration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("lane", Word.Of(lane)));
        }
    }

    public void Dispose() => meter.Dispose();
}
