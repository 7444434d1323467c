namespace ConsentPortal.Core.Kernel;

/// <summary>How busy people and programs keep the portal: requests since the start. Work that can wait looks here and makes way.</summary>
public sealed class Traffic
{
    private long seen;

    public long Seen => Volatile.Read(ref seen);

    /// <summary>A request began.</summary>
    public void Add() => Interlocked.Increment(ref seen);
}
