using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Public;

/// <summary>Slows down who sends public forms by the dozen: 10 in 10 minutes from one network, whatever is in them. No CAPTCHA: it keeps
/// people out. A field that people never see catches the simple programs.</summary>
internal sealed class FormLimits(PublicPages pages, IStringLocalizer<PublicTexts> texts) : IDisposable
{
    public const int Most = 10;

    /// <summary>The field that stays empty.</summary>
    public const string Trap = Core.Preferences.Subscribe.TrapField;

    private static readonly TimeSpan Hasty = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(from => RateLimitPartition.GetFixedWindowLimiter(
        UnknownTokens.Network(from), _ => new() { PermitLimit = Most, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts one form. False when there were too many, and then the answer is given.</summary>
    public async Task<bool> AdmitsAsync(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (lease.IsAcquired)
        {
            return true;
        }

        context.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var page = pages.Page(context);
        await PublicPages.SayAsync(context, page, new("Please wait a little", texts["Too many forms came from your network. Please try again in ten minutes."]) { Role = "alert" }, StatusCodes.Status429TooManyRequests);
        return false;
    }

    /// <summary>Filled in faster than anybody types: a sign, no more. A form on another site does not say when it was opened.</summary>
    public bool IsHasty(IFormCollection form)
        => long.TryParse(form["at"], CultureInfo.InvariantCulture, out var at) && long.Parse(pages.Stamp(), CultureInfo.InvariantCulture) - at < Hasty.TotalMilliseconds;

    public static bool IsTrapped(IFormCollection form) => form[Trap].ToString().Length > 0;

    public void Dispose() => limiter.Dispose();
}
