using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>Exports that somebody gave a reason for, kept for a while until the browser fetches them; and the files of jobs.</summary>
internal sealed class ExportDownloads(TimeProvider clock)
{
    private readonly KeptDownloads<TakeExport.Command> kept = new(clock);

    /// <summary>The path of the file; only who asked for it opens it.</summary>
    public string Keep(TakeExport.Command command, Actor actor) => Urls.ExportNow(kept.Keep(command, actor), ExportAnswer.EndingOf(command.Format));

    public static void Map(IEndpointRouteBuilder app)
    {
        var exports = app.MapGroup(Urls.Exports).RequireAuthorization(nameof(Permission.ExportPeople));
        exports.MapGet("/now/{token}.{ending}", (HttpContext http, string token, ExportDownloads downloads, TakeExport export, CurrentActor current) => downloads.NowAsync(http, token, export, current));
        exports.MapGet("/{id:long}/file/{token}", FileAsync);
    }

    private async Task NowAsync(HttpContext http, string token, TakeExport export, CurrentActor current)
    {
        var actor = await current.OfAsync(http.User, http.RequestAborted);
        if (!kept.TryFind(token, actor, out var command))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var outcome = await export.RunAsync(command, actor, http.RequestAborted);
        if (!outcome.Ok)
        {
            http.Response.StatusCode = StatusOf(outcome.Problem!);
            return;
        }

        ExportAnswer.Begin(http.Response, command.Ask.What, command.Format, clock.Now());
        await outcome.Value.WriteToAsync(http.Response.Body, http.RequestAborted);
    }

    private static async Task FileAsync(HttpContext http, long id, string token, FetchExport fetch, CurrentActor current)
    {
        var outcome = await fetch.RunAsync(new(new(id), token), await current.OfAsync(http.User, http.RequestAborted), http.RequestAborted);
        if (outcome.Ok)
        {
            await ExportAnswer.WriteAsync(http, outcome.Value);
        }
        else
        {
            http.Response.StatusCode = StatusOf(outcome.Problem!);
        }
    }

    private static int StatusOf(Problem problem) => problem.Refusal switch
    {
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status409Conflict,
    };
}
