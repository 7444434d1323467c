using System.Net;
using System.Net.Sockets;

namespace ConsentPortal.Core.Kernel;

/// <summary>The network that a visitor came from, coarse enough to name no household: <c>192.0.2.0/24</c>, <c>2001:db8:1::/48</c>.</summary>
public static class VisitorNetwork
{
    public const int MaxLength = 50;
    private const int BytesOfFour = 3, BytesOfSix = 6;

    /// <summary>Empty where the ip is unknown or none.</summary>
    public static string Of(string? ip)
    {
        if (!IPAddress.TryParse(ip, out var address))
        {
            return "";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? BytesOfFour : BytesOfSix;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
