using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>A design as a file to keep: what is worked on, or one published version.</summary>
internal static class CenterFiles
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet($"{Urls.Profiles}/{{id:long}}/preference-center/export.json", SendAsync).RequireAuthorization(nameof(Permission.ReadCompliance));

    private static async Task<IResult> SendAsync(HttpContext http, long id, int? version, ExportCenter export, CurrentActor current)
    {
        var outcome = await export.RunAsync(new(id), version, await current.OfAsync(http.User, http.RequestAborted), http.RequestAborted);
        if (!outcome.Ok)
        {
            return Results.StatusCode(outcome.Problem!.Refusal == Refusal.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
        }

        http.Response.Headers.CacheControl = "no-store";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(outcome.Value.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(outcome.Value.Content, "application/json");
    }
}
