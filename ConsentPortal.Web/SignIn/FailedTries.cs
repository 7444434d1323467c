using System.Collections.Concurrent;
using System.Net;

namespace ConsentPortal.Web.SignIn;

/// <summary>Counts refused sign-ins by network address, so that one machine cannot try one password on a thousand accounts. Kept in
/// memory: each account has its own lock in the database besides.</summary>
internal sealed class FailedTries(TimeProvider clock)
{
    public const int Most = 20;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int MostAddresses = 50_000;
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Until)> tries = new(StringComparer.Ordinal);

    /// <summary>True when this address has to wait.</summary>
    public bool TooMany(IPAddress? address) => tries.TryGetValue(Key(address), out var seen) && seen.Until > clock.GetUtcNow() && seen.Count >= Most;

    public void Count(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        if (tries.Count > MostAddresses)
        {
            foreach (var (old, seen) in tries.Where(t => t.Value.Until <= now))
            {
                tries.TryRemove(new(old, seen));
            }
        }

        tries.AddOrUpdate(Key(address), _ => (1, now + Window), (_, seen) => seen.Until <= now ? (1, now + Window) : (seen.Count + 1, seen.Until));
    }

    // an IPv6 customer has a /64 to choose from
    private static string Key(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? Convert.ToHexString(plain.GetAddressBytes(), 0, 8) : plain?.ToString() ?? "";
    }
}
