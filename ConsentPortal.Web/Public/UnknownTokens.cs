using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ConsentPortal.Web.Public;

/// <summary>Slows down whoever tries tokens that are not ours: 60 a minute for one address (IPv6: for its /64). A token that is ours is
/// never counted: mailboxes post for thousands of people from a few addresses.</summary>
internal sealed class UnknownTokens : IDisposable
{
    public const int PerMinute = 60;
    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(from => RateLimitPartition.GetFixedWindowLimiter(
        Network(from), _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Counts one. False when there were too many: then the answer is 429.</summary>
    public bool May(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "60";
        }

        return lease.IsAcquired;
    }

    /// <summary>The answer to a program: 404, or 429 when there were too many.</summary>
    public Task AnswerAsync(HttpContext context) => May(context)
        ? PublicProblem.WriteAsync(context, StatusCodes.Status404NotFound, "This link is not ours, or it was cut short.")
        : PublicProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many links that are not ours. Wait a minute.");

    public void Dispose() => limiter.Dispose();

    /// <summary>Who is counted as one: an IPv4 address, or the /64 of an IPv6 one.</summary>
    internal static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
