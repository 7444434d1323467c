using System.Globalization;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Public;

/// <summary>Did a mail scanner press the button? Simple signs only, each with a name that staff can read. A wrong guess costs nobody
/// anything: the wish is granted all the same, and the address is told.</summary>
internal sealed partial class ScannerSigns(LinksByNetwork networks, TimeProvider clock)
{
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);

    /// <summary>Empty for what looks like a person. Counts the link for <see cref="ScannerSign.AfterMany"/>.</summary>
    public IReadOnlyList<ScannerSign> In(HttpContext context, IFormCollection form, Id<ContactPoint> link)
    {
        var agent = context.Request.Headers.UserAgent.ToString().Trim();
        List<ScannerSign> signs = [];
        AddIf(ScannerSign.NoLanguage, string.IsNullOrWhiteSpace(context.Request.Headers.AcceptLanguage));
        AddIf(ScannerSign.Program, Programs().IsMatch(agent));
        AddIf(ScannerSign.TooFast, ReadFor(form) < Reading);
        AddIf(ScannerSign.NoAgent, agent.Length == 0);
        AddIf(ScannerSign.AfterMany, networks.IsMany(VisitorNetwork.Of(context.Connection.RemoteIpAddress?.ToString()), link));
        return signs;

        void AddIf(ScannerSign sign, bool seen)
        {
            if (seen)
            {
                signs.Add(sign);
            }
        }
    }

    // a form without the time it was made at was not read on our page
    private TimeSpan ReadFor(IFormCollection form)
        => long.TryParse(form["at"], CultureInfo.InvariantCulture, out var at) ? TimeSpan.FromMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds() - at) : TimeSpan.Zero;

    [GeneratedRegex("bot|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|headless|phantom|curl|wget|python|java/|go-http|okhttp|libwww|axios|node-fetch", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Programs();
}
