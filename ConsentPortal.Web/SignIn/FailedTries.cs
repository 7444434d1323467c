using System.Collections.Concurrent;
using System.Net;

namespace ConsentPortal.Web.SignIn;

/// <summary>Counts refused sign-ins by network address, so that one machine cannot try one password on a thousand accounts. A try is taken
/// before it is judged and given back when it was right, so that a burst at one instant has no more of them. Kept in memory: each account
/// has its own lock in the database besides.</summary>
internal sealed class FailedTries(TimeProvider clock)
{
    public const int Most = 20;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int MostAddresses = 50_000;
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Until)> tries = new(StringComparer.Ordinal);

    /// <summary>True when this address has to wait.</summary>
    public bool TooMany(IPAddress? address) => tries.TryGetValue(Key(address), out var seen) && seen.Until > clock.GetUtcNow() && seen.Count >= Most;

    /// <summary>Takes one try; false when this address has to wait.</summary>
    public bool Take(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        Forget(now);
        return tries.AddOrUpdate(Key(address), _ => (1, now + Window), (_, seen) => seen.Until <= now ? (1, now + Window) : (Math.Min(seen.Count, Most) + 1, seen.Until)).Count <= Most;
    }

    /// <summary>It was right: it does not count.</summary>
    public void GiveBack(IPAddress? address)
    {
        var key = Key(address);
        while (tries.TryGetValue(key, out var seen) && !tries.TryUpdate(key, (Math.Max(0, Math.Min(seen.Count, Most) - 1), seen.Until), seen))
        {
            // somebody else counted meanwhile
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (tries.Count <= MostAddresses)
        {
            return;
        }

        foreach (var (old, seen) in tries.Where(t => t.Value.Until <= now))
        {
            tries.TryRemove(new(old, seen));
        }
    }

    // an IPv6 customer has a /64 to choose from
    private static string Key(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? Convert.ToHexString(plain.GetAddressBytes(), 0, 8) : plain?.ToString() ?? "";
    }
}
