using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary><c>/u/{token}/details</c>: a person corrects their own details after a code that goes to the link's own address. No cookie: the
/// proof of the code is carried by the forms, and nobody else can make one, so it stands for the antiforgery field too.</summary>
internal sealed class DetailsEndpoints(DetailsPages pages, SendAddressCode send, CheckAddressCode check, SaveOwnDetails save)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<DetailsEndpoints>();
        app.MapMethods("/u/{token}/details", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
        app.MapMethods("/u/{token}/details/{step}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string token) => DetailsPages.Reload(context, token));
        app.MapPost("/u/{token}/details/code", here.SendAsync);
        app.MapPost("/u/{token}/details/check", here.CheckAsync);
        app.MapPost("/u/{token}/details/open", here.OpenAsync);
        app.MapPost("/u/{token}/details/save", here.SaveAsync);
    }

    private async Task ShowAsync(HttpContext context, string token)
    {
        if (await pages.VisitAsync(context, token) is { } visit)
        {
            await DetailsPages.SendAsync(context, visit.Model(DetailsStep.Start));
        }
    }

    private async Task SendAsync(HttpContext context, string token)
    {
        if (await pages.FormAsync(context, token, limited: true) is { } visit)
        {
            // whatever comes of it, the answer is the same
            await send.RunAsync(new(visit.Link.PointId, visit.View.Profile, visit.Page.Language, OwnDetails.Use), Actor.Subject, context.RequestAborted);
            await DetailsPages.SendAsync(context, visit.Model(DetailsStep.Code) with { Typed = visit.Typed });
        }
    }

    private async Task CheckAsync(HttpContext context, string token)
    {
        if (await pages.FormAsync(context, token, limited: true) is not { } visit)
        {
            return;
        }

        var outcome = await check.RunAsync(new(visit.Link.PointId, visit.Form["code"].ToString(), OwnDetails.Use), Actor.Subject, context.RequestAborted);
        if (!outcome.Ok)
        {
            await DetailsPages.SendAsync(context, visit.Model(DetailsStep.Code) with { Typed = visit.Typed, Problems = outcome.Problems }, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        await pages.OpenAsync(context, visit, outcome.Value);
    }

    private async Task OpenAsync(HttpContext context, string token)
    {
        if (await pages.FormAsync(context, token) is { } visit)
        {
            await pages.OpenAsync(context, visit, visit.Proof);
        }
    }

    private async Task SaveAsync(HttpContext context, string token)
    {
        if (await pages.FormAsync(context, token) is not { } visit)
        {
            return;
        }

        var typed = visit.Typed ?? new("", "", "", 0);
        var language = await pages.LanguageAsync(visit, typed.Language, context.RequestAborted);
        var outcome = await save.RunAsync(new(visit.Link, visit.Proof, typed.Version, typed.FirstName, typed.LastName, language), Actor.Subject, context.RequestAborted);
        if (outcome.Ok)
        {
            await pages.OpenAsync(context, visit with { Typed = null }, visit.Proof, model => model with { Said = new("Saved", "Your details are up to date.") });
        }
        else if (outcome.Problems.Any(p => p.Refusal == Refusal.Conflict))
        {
            await pages.OpenAsync(context, visit, visit.Proof, model => model with { Said = new("Not saved", "Your details were changed by somebody else meanwhile. What you typed is still here: please look and save again.", Bad: true) }, StatusCodes.Status409Conflict);
        }
        else
        {
            await pages.OpenAsync(context, visit, visit.Proof, model => model with { Problems = outcome.Problems, Said = new("Not saved", "Please look at what is marked below.", Bad: true) }, StatusCodes.Status422UnprocessableEntity);
        }
    }
}
