using ConsentPortal.Web.Api;

namespace ConsentPortal.Web;

internal static class SecurityHeaders
{
    // grid column widths and skeletons are style attributes; nothing else inline is allowed
    private const string Staff = "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string Public = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // what readers see, in a frame of the staff's own designer; nobody else may frame it
    private static readonly string Sample = Public.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);

    // the API's page draws itself with style elements of its own; scripts still come from files only
    private const string ApiDocs = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Api = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Sets them once for every answer. Public pages get no script at all.</summary>
    /// <param name="https">Browsers are told to stay with https, for a year.</param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, bool https) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        if (https)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    });

    private static string PolicyOf(PathString path) => path.StartsWithSegments(ApiServices.Prefix, StringComparison.Ordinal) ? Api : IsPublic(path) ? Public : IsSample(path) ? Sample : path.StartsWithSegments(Urls.ApiDocs, StringComparison.Ordinal) ? ApiDocs : Staff;

    private static readonly string[] PublicPaths = ["/u", "/c", "/brand", "/preferences", "/subscribe", "/privacy"];

    private static bool IsSample(PathString path) => path.StartsWithSegments(Urls.Profiles, StringComparison.Ordinal) && path.Value!.EndsWith(Urls.SampleEnd, StringComparison.Ordinal);

    public static bool IsPublic(PathString path) => PublicPaths.Any(p => path.StartsWithSegments(p, StringComparison.Ordinal));
}
