using System.Collections.Concurrent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>Counts calls in memory until a worker writes them down: a call adds one to a number and takes no memory of its own.</summary>
public sealed class CallCounts
{
    private static readonly int Statuses = CallStatus.All.Count;
    private static readonly int Cells = Enum.GetValues<CallKind>().Length * Statuses;
    private readonly ConcurrentDictionary<Id<ApiKey>, long[]> noted = new();

    /// <summary>So many calls of a kind that ended so.</summary>
    public readonly record struct Counted(Id<ApiKey> Key, CallKind Kind, int Status, long Count);

    /// <param name="key">A key that held: what is no key has no place here.</param>
    public void Note(Id<ApiKey> key, CallKind kind, int status) => Add(key, kind, CallStatus.IndexOf(status), 1);

    /// <summary>Takes what was noted since the last time.</summary>
    internal List<Counted> Take()
    {
        List<Counted> taken = [];
        foreach (var (key, cells) in noted)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (Volatile.Read(ref cells[i]) > 0 && Interlocked.Exchange(ref cells[i], 0) is > 0 and var count)
                {
                    taken.Add(new(key, (CallKind)(i / Statuses), CallStatus.All[i % Statuses], count));
                }
            }
        }

        return taken;
    }

    /// <summary>Takes back what could not be written.</summary>
    internal void Return(List<Counted> taken) => taken.ForEach(c => Add(c.Key, c.Kind, CallStatus.IndexOf(c.Status), c.Count));

    private void Add(Id<ApiKey> key, CallKind kind, int status, long count)
        => Interlocked.Add(ref noted.GetOrAdd(key, static _ => new long[Cells])[((int)kind * Statuses) + status], count);
}
