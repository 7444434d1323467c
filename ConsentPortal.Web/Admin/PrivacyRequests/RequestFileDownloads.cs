using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Files of cases on their way out: always as a download, never shown by the browser as a page of ours.</summary>
internal static class RequestFileDownloads
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet($"{Urls.Requests}/{{request:long}}/files/{{file:long}}", SendAsync).RequireAuthorization(nameof(Permission.WorkRequests));

    private static async Task<IResult> SendAsync(HttpContext http, long request, long file, ReadRequestFile read, CurrentActor current)
    {
        var outcome = await read.RunAsync(new(request), new(file), await current.OfAsync(http.User, http.RequestAborted), http.RequestAborted);
        if (!outcome.Ok)
        {
            return Results.StatusCode(outcome.Problem!.Refusal switch { Refusal.NotFound => StatusCodes.Status404NotFound, Refusal.Forbidden => StatusCodes.Status403Forbidden, _ => StatusCodes.Status409Conflict });
        }

        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers.ContentSecurityPolicy) = ("no-store", "nosniff", "default-src 'none'; sandbox");
        var type = outcome.Value.MediaType == "text/plain" ? "text/plain; charset=utf-8" : outcome.Value.MediaType;
        return Results.File(outcome.Value.Content, type, outcome.Value.Name); // with a name it is an attachment
    }
}
