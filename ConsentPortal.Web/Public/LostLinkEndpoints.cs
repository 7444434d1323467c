using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Public;

/// <summary><c>/preferences/{profile}</c>: who lost the mail types an address and is sent the link. The answer is the same for everybody,
/// and given before anybody is looked up.</summary>
internal sealed class LostLinkEndpoints(PublicPages pages, PublicDoor door, FormLimits limits, AskForLink ask, Rulebooks rulebooks, IStringLocalizer<PublicTexts> texts)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<LostLinkEndpoints>();
        app.MapMethods("/preferences/{profile}", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
        app.MapPost("/preferences/{profile}", here.SendAsync);
    }

    private async Task ShowAsync(HttpContext context, string profile)
    {
        if (await ProfileAsync(context, profile) is { } found)
        {
            await RenderAsync(context, found, "", [], StatusCodes.Status200OK);
        }
    }

    private async Task SendAsync(HttpContext context, string profile)
    {
        if (await ProfileAsync(context, profile) is not { } found || !await limits.AdmitsAsync(context))
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        var page = pages.Page(context, found);
        var typed = form["address"].ToString();
        var outcome = FormLimits.IsTrapped(form) ? default(Done) : await ask.RunAsync(new(found.Code, typed, page.Language), Actor.Subject, context.RequestAborted);
        if (!outcome.Ok)
        {
            await RenderAsync(context, found, typed, outcome.Problems, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        PublicMessage message = new("Please look into your mailbox", texts["If we hold data for this address, you will get a message with your link within a few minutes."])
        {
            Role = "status", After = [texts["Nothing arrived? Look among the unwanted mail, or try the other addresses that you use. We send at most three of these messages a day."]],
        };
        await PublicPages.SayAsync(context, page, message);
    }

    private Task RenderAsync(HttpContext context, ComplianceProfile profile, string typed, IReadOnlyList<Problem> problems, int status)
    {
        var page = pages.Page(context, profile, path: Urls.LostLink(profile.Code));
        return PublicPages.SendAsync<LostLinkPage>(context, page, new(StringComparer.Ordinal) { ["Page"] = page, ["At"] = pages.Stamp(), ["Typed"] = typed, ["Problems"] = problems }, status);
    }

    // an inactive profile still answers: its readers must be able to leave
    private async Task<ComplianceProfile?> ProfileAsync(HttpContext context, string code)
    {
        if ((await rulebooks.RecentAsync(context.RequestAborted)).Profile(code) is { } found)
        {
            return found;
        }

        await door.RefuseAsync(context);
        return null;
    }
}
