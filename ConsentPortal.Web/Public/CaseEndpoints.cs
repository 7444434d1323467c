using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Public;

/// <summary><c>/privacy/case/{token}</c>: the page of one request, by the link in its mail. It shows how far the request is and nothing personal; a code that goes to
/// the address shows who asks. No cookie: the token stands in the mail only, and is what the forms are allowed by.</summary>
internal sealed class CaseEndpoints(CasePages pages, SendRequestCode send, CheckRequestCode check, WithdrawOwnRequest withdraw)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<CaseEndpoints>();
        app.MapMethods("/privacy/case/{token}", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
        app.MapMethods("/privacy/case/{token}/{step:regex(^(code|check|new-code|new-check|withdraw)$)}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string token) => CasePages.Reload(context, token));
        app.MapPost("/privacy/case/{token}/code", (HttpContext context, string token) => here.SendAsync(context, token, RequestCodeUse.Identity));
        app.MapPost("/privacy/case/{token}/check", (HttpContext context, string token) => here.CheckAsync(context, token, RequestCodeUse.Identity));
        app.MapPost("/privacy/case/{token}/new-code", (HttpContext context, string token) => here.SendAsync(context, token, RequestCodeUse.NewEmail));
        app.MapPost("/privacy/case/{token}/new-check", (HttpContext context, string token) => here.CheckAsync(context, token, RequestCodeUse.NewEmail));
        app.MapPost("/privacy/case/{token}/withdraw", here.WithdrawAsync);
    }

    private async Task ShowAsync(HttpContext context, string token)
    {
        if (await pages.OpenAsync(context, token) is { } model)
        {
            await CasePages.SendAsync(context, model);
        }
    }

    private async Task SendAsync(HttpContext context, string token, RequestCodeUse use)
    {
        if (await pages.OpenAsync(context, token, limited: true) is not { } model)
        {
            return;
        }

        // whatever comes of it, the answer is the same
        var outcome = await send.RunAsync(new(model.View.Id, use), Actor.Subject, context.RequestAborted);
        await CasePages.SendAsync(context, outcome.Ok ? model with { Asks = use } : model);
    }

    private async Task CheckAsync(HttpContext context, string token, RequestCodeUse use)
    {
        if (await pages.OpenAsync(context, token, limited: true) is not { } model)
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        var outcome = await check.RunAsync(new(model.View.Id, use, form["code"].ToString()), Actor.Subject, context.RequestAborted);
        if (!outcome.Ok)
        {
            await CasePages.SendAsync(context, model with { Asks = use, Wrong = true }, StatusCodes.Status422UnprocessableEntity);
        }
        else if (await pages.OpenAsync(context, token) is { } now)
        {
            await CasePages.SendAsync(context, now with { Said = use == RequestCodeUse.NewEmail ? "Thank you: now we know that the new address is yours." : "Thank you: now we know that it is you." });
        }
    }

    private async Task WithdrawAsync(HttpContext context, string token)
    {
        if (await pages.OpenAsync(context, token, limited: true) is not { } model)
        {
            return;
        }

        var outcome = await withdraw.RunAsync(new(model.View.Id), Actor.Subject, context.RequestAborted);
        if (await pages.OpenAsync(context, token) is { } now)
        {
            await CasePages.SendAsync(context, now with { Said = outcome.Ok ? "You have withdrawn your request." : "This request cannot be withdrawn any more.", Bad = !outcome.Ok }, outcome.Ok ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        }
    }
}

/// <summary>Lets in who holds the link to a request, and shows its page.</summary>
internal sealed class CasePages(PublicPages pages, PublicDoor door, ReadOwnRequest read, ReadOffer offer, CodeLimits limits)
{
    /// <summary>Null when the answer is given. <paramref name="limited"/> counts it against whoever asks for codes or guesses them.</summary>
    public async Task<CaseModel?> OpenAsync(HttpContext context, string token, bool limited = false)
    {
        if (limited && !limits.May(context))
        {
            await PublicProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many tries. Wait ten minutes.");
            return null;
        }

        if (await read.RunAsync(token, context.RequestAborted) is not { } view)
        {
            await door.RefuseAsync(context);
            return null;
        }

        return new(pages.Page(context, view.Profile, view.Language, HttpMethods.IsPost(context.Request.Method) ? null : RequestLinks.Path(token)), token, view)
        {
            HasCopy = view.Kind == RequestKind.Get && await offer.RunAsync(token, context.RequestAborted) is not null,
        };
    }

    // somebody reloads the answer to a form; by hand, because a redirect result would log the token
    public static void Reload(HttpContext context, string token)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = RequestLinks.Path(Uri.EscapeDataString(token));
    }

    public static Task SendAsync(HttpContext context, CaseModel model, int status = StatusCodes.Status200OK)
        => PublicPages.SendAsync<CasePage>(context, model.Page, new(StringComparer.Ordinal) { ["Model"] = model }, status);
}

/// <summary>The page of a request as it is rendered.</summary>
public sealed record CaseModel(PublicPage Page, string Token, ReadOwnRequest.View View)
{
    /// <summary>A code for this is on its way: the field for it is shown.</summary>
    public RequestCodeUse? Asks { get; init; }

    /// <summary>The code that was entered was not right.</summary>
    public bool Wrong { get; init; }

    /// <summary>A copy of the data lies ready and can still be fetched.</summary>
    public bool HasCopy { get; init; }

    /// <summary>What just happened, a key of PublicTexts.</summary>
    public string Said { get; init; } = "";

    public bool Bad { get; init; }

    public string Action(string what) => Page.To($"{RequestLinks.Path(Token)}/{what}");
}
