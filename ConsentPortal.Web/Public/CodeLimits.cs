using System.Net;
using System.Threading.RateLimiting;

namespace ConsentPortal.Web.Public;

/// <summary>Slows down whoever asks for codes or guesses them: 30 forms in ten minutes from one address (IPv6: from its /64). The limits of
/// each address that codes go to are Core's (<see cref="Core.Consent.AddressCode"/>).</summary>
internal sealed class CodeLimits : IDisposable
{
    public const int PerWindow = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(from => RateLimitPartition.GetFixedWindowLimiter(
        UnknownTokens.Network(from), _ => new() { PermitLimit = PerWindow, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts one. False when there were too many: then the answer is 429.</summary>
    public bool May(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "600";
        }

        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
