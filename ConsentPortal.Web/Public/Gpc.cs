using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>Global Privacy Control: what the browser says, and what this site says about itself.</summary>
internal static class Gpc
{
    // when this site began to heed the signal
    private const string Support = """{"gpc":true,"lastUpdate":"2026-11-22"}""";

    /// <summary>On only for a header line that is exactly <c>1</c>; several lines are several headers.</summary>
    public static bool In(HttpRequest request) => request.Headers[BrowserSignal.Header].Any(line => line == "1");

    public static void Map(IEndpointRouteBuilder app)
        => app.MapMethods("/.well-known/gpc.json", [HttpMethods.Get, HttpMethods.Head], () => Results.Text(Support, "application/json"));
}
