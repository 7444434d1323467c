using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Public;

/// <summary><c>/privacy/case/{token}/data</c>: the person fetches the copy of their data, once, behind a code that was just mailed to them. A link that was
/// guessed, is used up, out of date, or of a case without a copy gets one and the same answer.</summary>
internal sealed class OwnDataEndpoints(PublicPages pages, PublicDoor door, ReadOffer offer, OwnDataDesk desk, CodeLimits limits)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<OwnDataEndpoints>();
        app.MapMethods("/privacy/case/{token}/data", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string token) => here.ShowAsync(context, token));
        app.MapMethods("/privacy/case/{token}/data/{step}", [HttpMethods.Get, HttpMethods.Head], Reload);
        app.MapPost("/privacy/case/{token}/data/code", here.CodeAsync);
        app.MapPost("/privacy/case/{token}/data/file", here.FetchAsync);
    }

    /// <summary>Where the page of a case leads to.</summary>
    public static string Path(string token) => $"{RequestLinks.Path(token)}/data";

    private async Task ShowAsync(HttpContext context, string token)
    {
        if (await OpenAsync(context, token) is { } model)
        {
            await SendAsync(context, model);
        }
    }

    private async Task CodeAsync(HttpContext context, string token)
    {
        if (await OpenAsync(context, token, limited: true) is { } model)
        {
            // whatever comes of it, the answer is the same
            await desk.Send.RunAsync(new(model.Offer.Id, RequestCodeUse.Download), Actor.Subject, context.RequestAborted);
            await SendAsync(context, model with { Asks = true });
        }
    }

    private async Task FetchAsync(HttpContext context, string token)
    {
        if (await OpenAsync(context, token, limited: true) is not { } model)
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        if (!(await desk.Check.RunAsync(new(model.Offer.Id, RequestCodeUse.Download, form["code"].ToString()), Actor.Subject, context.RequestAborted)).Ok)
        {
            await SendAsync(context, model with { Asks = true, Wrong = true }, StatusCodes.Status422UnprocessableEntity);
        }
        else if (await desk.Fetch.RunAsync(model.Offer.Id, Actor.Subject, context.RequestAborted) is { Ok: true } begun)
        {
            context.Response.ContentType = "application/zip";
            context.Response.ContentLength = begun.Value.Size;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"my-data-{begun.Value.Number}.zip\"";
            context.Response.Headers.CacheControl = "no-store";
            await begun.Value.WriteToAsync(context.Response.Body, context.RequestAborted);
        }
        else
        {
            await door.RefuseAsync(context);
        }
    }

    private async Task<OwnDataModel?> OpenAsync(HttpContext context, string token, bool limited = false)
    {
        if (limited && !limits.May(context))
        {
            await PublicProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many tries. Wait ten minutes.");
            return null;
        }

        if (await offer.RunAsync(token, context.RequestAborted) is not { } view)
        {
            await door.RefuseAsync(context);
            return null;
        }

        return new(pages.Page(context, view.Profile, view.Language, HttpMethods.IsPost(context.Request.Method) ? null : Path(token)), token, view);
    }

    // somebody reloads the answer to a form; by hand, because a redirect result would log the token
    private static void Reload(HttpContext context, string token)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = Path(Uri.EscapeDataString(token));
    }

    private static Task SendAsync(HttpContext context, OwnDataModel model, int status = StatusCodes.Status200OK)
        => PublicPages.SendAsync<OwnDataPage>(context, model.Page, new(StringComparer.Ordinal) { ["Model"] = model }, status);
}

/// <summary>The verbs of it behind one counter.</summary>
internal sealed class OwnDataDesk(SendRequestCode send, CheckRequestCode check, FetchPackage fetch)
{
    public SendRequestCode Send => send;

    public CheckRequestCode Check => check;

    public FetchPackage Fetch => fetch;
}

/// <summary>The page as it is rendered.</summary>
/// <param name="Offer">What is there to fetch.</param>
public sealed record OwnDataModel(PublicPage Page, string Token, ReadOffer.View Offer)
{
    /// <summary>A code is on its way: the field for it is shown.</summary>
    public bool Asks { get; init; }

    /// <summary>The code that was entered was not right.</summary>
    public bool Wrong { get; init; }

    public string Action(string what) => Page.To($"{OwnDataEndpoints.Path(Token)}/{what}");
}
