using System.Net;
using System.Net.Sockets;

namespace ConsentPortal.Core.Integration;

/// <summary>Tells addresses of the public network from those that lead into somebody's own: what a stranger may make the portal call
/// (OWASP ASVS 1.3.6; the special-purpose registries of RFC 6890).</summary>
internal static class PublicNetwork
{
    private static readonly IPNetwork[] Own =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    // only this is handed out to the public; within it what carries another address (Teredo, 6to4), documentation and benchmarks
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] OwnSix = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48" }.Select(n => IPNetwork.Parse(n))];

    public static bool Holds(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Own.Any(n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => Global.Contains(address) && !OwnSix.Any(n => n.Contains(address)),
            _ => false,
        };
    }
}
