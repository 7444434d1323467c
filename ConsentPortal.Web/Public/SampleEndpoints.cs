using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Public;

/// <summary>The preference center as a reader would see it, for staff who design it: the draft or a version (<c>?version=draft</c>, <c>3</c>), for
/// somebody unknown or a contact of theirs (<c>contact</c>, <c>point</c>). Nothing on it can be pressed.</summary>
internal static class SampleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet($"{Urls.Profiles}/{{id:long}}{Urls.SampleEnd}", ShowAsync).RequireAuthorization(nameof(Permission.ReadCompliance));

    private static async Task ShowAsync(HttpContext context, long id, ReadSampleCenter center, PublicPages pages, CurrentActor current)
    {
        var query = context.Request.Query;
        ReadSampleCenter.Ask ask = new(new(id), query["version"].ToString() is { Length: > 0 } version ? version : ReadSampleCenter.Draft, new(Number(query["contact"])), new(Number(query["point"])));
        var outcome = await center.RunAsync(ask, await current.OfAsync(context.User, context.RequestAborted), context.RequestAborted);
        if (!outcome.Ok)
        {
            context.Response.StatusCode = outcome.Problem!.Refusal == Refusal.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
            return;
        }

        // what was asked stays in the address when the language is switched
        var kept = QueryString.Create(query.Where(q => q.Key is "version" or "contact" or "point").Select(q => KeyValuePair.Create<string, string?>(q.Key, q.Value.ToString())));
        var page = pages.Page(context, outcome.Value, $"{Urls.PreferenceSample(outcome.Value.Profile.Id)}{kept}");
        PreferenceModel model = new(page, "", outcome.Value, "0") { Sample = true, RefusesSale = Gpc.In(context.Request) };
        await PublicPages.SendAsync<PreferencePage>(context, page, new(StringComparer.Ordinal) { ["Model"] = model });
    }

    private static long Number(string? text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 0;
}
