using System.Globalization;
using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>Exports that somebody gave a reason for, kept for a while until the browser fetches them.</summary>
internal sealed class ConsentDownloads(TimeProvider clock)
{
    private readonly KeptDownloads<(ExportConsents.Command Command, bool Lines)> kept = new(clock);

    /// <summary>The path of the file; only who asked for it opens it.</summary>
    public string Keep(ExportConsents.Command command, bool lines, Actor actor) => Urls.ConsentExport(kept.Keep((command, lines), actor), lines ? "jsonl" : "csv");

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(Urls.ConsentExport("{token}", "{format}"), (HttpContext http, string token, ConsentDownloads downloads, ExportConsents export, CurrentActor current) => downloads.SendAsync(http, token, export, current))
            .RequireAuthorization(nameof(Permission.ExportPeople));

    private async Task SendAsync(HttpContext http, string token, ExportConsents export, CurrentActor current)
    {
        var actor = await current.OfAsync(http.User, http.RequestAborted);
        if (!kept.TryFind(token, actor, out var found))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var outcome = await export.RunAsync(found.Command, actor, http.RequestAborted);
        if (!outcome.Ok)
        {
            http.Response.StatusCode = outcome.Problem!.Refusal == Refusal.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict;
            return;
        }

        http.Response.ContentType = found.Lines ? "application/jsonl; charset=utf-8" : "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(string.Create(CultureInfo.InvariantCulture, $"consent-{Word.Of(found.Command.List)}-{clock.Now():yyyy-MM-dd}.{(found.Lines ? "jsonl" : "csv")}"));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        await using StreamWriter writer = new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !found.Lines), leaveOpen: true); // the mark tells Excel that it is UTF-8
        await (found.Lines ? ConsentFile.WriteLinesAsync(writer, outcome.Value.Lines, http.RequestAborted) : ConsentFile.WriteCsvAsync(writer, outcome.Value.Lines, http.RequestAborted));
    }
}
