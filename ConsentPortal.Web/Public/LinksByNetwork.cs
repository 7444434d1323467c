using System.Collections.Concurrent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Public;

/// <summary>Of how many people links were used from one network within the last minute, kept in memory. A mail gateway works through a
/// whole company's mail at once; people behind one network rarely do.</summary>
internal sealed class LinksByNetwork(TimeProvider clock)
{
    /// <summary>The links of so many people are nothing unusual; from the next on it is.</summary>
    public const int Usual = 10;
    private const int MostNetworks = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Dictionary<long, DateTimeOffset>> seen = new(StringComparer.Ordinal);

    /// <summary>Counts the link; true when there were more than <see cref="Usual"/>.</summary>
    public bool IsMany(string network, Id<ContactPoint> link)
    {
        if (network.Length == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (seen.Count > MostNetworks)
        {
            Forget(now);
        }

        var links = seen.GetOrAdd(network, _ => []);
        lock (links)
        {
            Drop(links, now);
            links[link.Value] = now;
            return links.Count > Usual;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (network, links) in seen)
        {
            lock (links)
            {
                Drop(links, now);
                if (links.Count == 0)
                {
                    seen.TryRemove(network, out _);
                }
            }
        }
    }

    private static void Drop(Dictionary<long, DateTimeOffset> links, DateTimeOffset now)
    {
        foreach (var old in links.Where(l => now - l.Value >= Window).Select(l => l.Key).ToList())
        {
            links.Remove(old);
        }
    }
}
