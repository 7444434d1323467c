using System.Diagnostics.Metrics;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Rows of imports as measurements, by what became of them.</summary>
internal static class ImportMetrics
{
    private static readonly Counter<long> Rows = PortalMeter.Meter.CreateCounter<long>("consentportal.import.rows", "{row}", "Rows of files that were read, by what became of them");

    public static void Read(ImportCounts before, ImportCounts after)
    {
        if (Rows.Enabled)
        {
            Add(after.OptedIn - before.OptedIn + after.OptedOut - before.OptedOut + after.Pending - before.Pending, "written");
            Add(after.Unchanged - before.Unchanged + after.Skipped - before.Skipped, "unchanged");
            Add(after.KeptOptOut - before.KeptOptOut + after.Older - before.Older, "kept");
            Add(after.RejectedTotal - before.RejectedTotal, "rejected");
        }
    }

    private static void Add(long rows, string outcome)
    {
        if (rows > 0)
        {
            Rows.Add(rows, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
