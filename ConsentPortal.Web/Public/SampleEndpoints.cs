using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Public;

/// <summary>The preference center as a reader whom nobody knows would see it, for staff who design it. No address, no link: nothing on it can be pressed.</summary>
internal static class SampleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet($"{Urls.Profiles}/{{id:long}}/preference-center/sample", ShowAsync).RequireAuthorization(nameof(Permission.ReadCompliance));

    private static async Task ShowAsync(HttpContext context, long id, ReadSampleCenter center, PublicPages pages, CurrentActor current)
    {
        var outcome = await center.RunAsync(new(id), await current.OfAsync(context.User, context.RequestAborted), context.RequestAborted);
        if (!outcome.Ok)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var view = outcome.Value;
        var page = pages.Page(context, view.Profile, view.ContactLanguage, Urls.PreferenceSample(view.Profile.Id));
        PreferenceModel model = new(page, "", view, "0") { Sample = true, RefusesSale = Gpc.In(context.Request) };
        await PublicPages.SendAsync<PreferencePage>(context, page, new(StringComparer.Ordinal) { ["Model"] = model });
    }
}
