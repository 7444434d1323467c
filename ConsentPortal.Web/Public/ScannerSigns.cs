using System.Globalization;
using System.Text.RegularExpressions;

namespace ConsentPortal.Web.Public;

/// <summary>Did a mail scanner press the button? Simple signs only: no language, the name of a program, an answer faster than anybody
/// reads. A wrong guess costs nobody anything: the wish is granted all the same, and the address is told.</summary>
internal static partial class ScannerSigns
{
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);

    public static bool In(HttpRequest request, IFormCollection form, DateTimeOffset now)
    {
        var agent = request.Headers.UserAgent.ToString();
        var read = long.TryParse(form["at"], CultureInfo.InvariantCulture, out var at) ? now.ToUnixTimeMilliseconds() - at : 0;
        return string.IsNullOrWhiteSpace(request.Headers.AcceptLanguage) || agent.Length == 0 || Programs().IsMatch(agent) || read < Reading.TotalMilliseconds;
    }

    [GeneratedRegex("bot|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|headless|phantom|curl|wget|python|java/|go-http|okhttp|libwww|axios|node-fetch", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Programs();
}
