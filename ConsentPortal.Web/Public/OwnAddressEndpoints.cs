using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>Further addresses of the same person, each proved by its own code: <c>/u/{token}/details/prove</c> sends it, <c>/proven</c> takes it.</summary>
internal sealed class OwnAddressEndpoints(DetailsPages pages, AskOwnAddress ask, ProveOwnAddress prove)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<OwnAddressEndpoints>();
        app.MapPost("/u/{token}/details/prove", here.AskAsync);
        app.MapPost("/u/{token}/details/proven", here.ProveAsync);
    }

    private async Task AskAsync(HttpContext context, string token)
    {
        if (await pages.FormAsync(context, token, limited: true) is not { } visit)
        {
            return;
        }

        var typed = visit.Form[AskOwnAddress.Field].ToString();
        var outcome = await ask.RunAsync(new(visit.Link, visit.Proof, PointOf(visit), typed, visit.Page.Language), Actor.Subject, context.RequestAborted);
        if (outcome.Ok)
        {
            await DetailsPages.SendAsync(context, visit.Model(DetailsStep.OtherCode) with { Other = outcome.Value });
        }
        else
        {
            await pages.OpenAsync(context, visit, visit.Proof, model => model with { Problems = outcome.Problems, TypedAddress = typed }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private async Task ProveAsync(HttpContext context, string token)
    {
        if (await pages.FormAsync(context, token, limited: true) is not { } visit)
        {
            return;
        }

        var point = PointOf(visit);
        var outcome = await prove.RunAsync(new(visit.Link, visit.Proof, point, visit.Form["code"].ToString(), visit.View.Profile.Id), Actor.Subject, context.RequestAborted);
        if (outcome.Ok)
        {
            await pages.OpenAsync(context, visit, visit.Proof, model => model with { Said = Said(visit, outcome.Value) });
        }
        else if (outcome.Problems.Any(p => p.Field == "code"))
        {
            await DetailsPages.SendAsync(context, visit.Model(DetailsStep.OtherCode) with { Other = new(point, visit.Form["masked"].ToString()), Problems = outcome.Problems }, StatusCodes.Status422UnprocessableEntity);
        }
        else
        {
            await pages.OpenAsync(context, visit, visit.Proof);
        }
    }

    private static DetailsSaid Said(DetailsVisit visit, ProveOwnAddress.View proved)
        => new(proved.Added ? "Added" : "It is yours", proved.Added ? "{0} now belongs to your details. What you get there has not changed." : "{0} is proved to be yours.", proved.Masked)
        {
            Href = proved.Token is { } token ? visit.Page.To(Urls.Preferences(token)) : null, Label = "Choose what this address gets",
        };

    private static Id<ContactPoint> PointOf(DetailsVisit visit) => Id<ContactPoint>.TryParse(visit.Form["point"], null, out var point) ? point : default;
}
