using System.Diagnostics.Metrics;

namespace ConsentPortal.Core.Kernel;

/// <summary>The portal's meter. Its measurements name no address, person or key; a listener of the process or an exporter reads them.</summary>
public static class PortalMeter
{
    public const string Name = "ConsentPortal";

    /// <summary>For instruments that live as long as the process; who ends before it makes a meter of this name of its own.</summary>
    public static Meter Meter { get; } = new(Name);
}
