using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>The preference center: <c>GET /u/{token}</c> shows it and changes nothing, the forms on it post below it. Opt-outs need no
/// cookie, the token is their authority; opt-ins prove that they come from our page.</summary>
internal sealed class PreferenceEndpoints(PublicPages pages, PublicDoor door, ReadPreferenceCenter center, UnsubscribeFromEverything everything, SavePreferences save)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<PreferenceEndpoints>();
        app.MapMethods("/u/{token}", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
        app.MapPost("/u/{token}/everything", (HttpContext context, string token) => here.StopAsync(context, token, allBrands: false));
        app.MapPost("/u/{token}/all-brands", (HttpContext context, string token) => here.StopAsync(context, token, allBrands: true));
        app.MapPost("/u/{token}/choices", here.SaveAsync);
        app.MapMethods("/u/{token}/{form}", [HttpMethods.Get, HttpMethods.Head], Reload);
    }

    // somebody reloads the answer to a form; by hand, because a redirect result would log the token
    private static void Reload(HttpContext context, string token)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = Urls.Preferences(token);
    }

    private async Task ShowAsync(HttpContext context, string token)
    {
        if (await door.OpenAsync(context, token) is { } link)
        {
            await RenderAsync(context, token, link, null, [], StatusCodes.Status200OK);
        }
    }

    private async Task StopAsync(HttpContext context, string token, bool allBrands)
    {
        if (await door.OpenAsync(context, token) is not { } link)
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        var outcome = await everything.RunAsync(new(link, await VisitorAsync(context, link, form), allBrands, pages.SignsIn(context, form, link)), Actor.Subject, context.RequestAborted);
        SavedModel saved = new(allBrands ? "You are unsubscribed from all our brands" : "You are unsubscribed", outcome.Value.Saved) { Note = "Nothing but receipts and other service messages will reach you from now on.", Leaving = true };
        await RenderAsync(context, token, link, saved, [], StatusCodes.Status200OK);
    }

    private async Task SaveAsync(HttpContext context, string token)
    {
        if (await door.OpenAsync(context, token) is not { } link)
        {
            return;
        }

        if (await PublicPages.FormAsync(context) is not { } form)
        {
            await PublicProblem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send a form.");
            return;
        }

        var proved = await pages.IsProvedAsync(context);
        SavePreferences.Command command = new(link, ChoiceForm.Read(form), await VisitorAsync(context, link, form), proved, pages.SignsIn(context, form, link));
        var outcome = (await save.RunAsync(command, Actor.Subject, context.RequestAborted)).Value;
        var unproved = outcome.Problems.Any(p => p.Refusal == Refusal.Forbidden);
        await RenderAsync(context, token, link, Told(outcome), outcome.Problems,
            unproved ? StatusCodes.Status400BadRequest : outcome is { Saved: null, Problems.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static SavedModel Told(SavePreferences.View outcome) => outcome switch
    {
        { Saved: null, Problems.Count: > 0 } => new("Not saved", null) { Refused = true, Note = "Please look at what is marked below." },
        { Saved: null } => new("Nothing was changed", null),
        { Problems.Count: > 0 } => new("Saved in part", outcome.Saved) { Refused = true, Note = "Please look at what is marked below." },
        { Saved: { Off.Count: > 0, Asked.Count: 0 } } => new("Saved", outcome.Saved) { Leaving = true },
        { Saved: { Off.Count: 0, Asked.Count: > 0, Ask: AskOutcome.Sent } } => new("One more step", outcome.Saved),
        _ => new("Saved", outcome.Saved),
    };

    internal async Task RenderAsync(HttpContext context, string token, PreferenceLink link, SavedModel? saved, IReadOnlyList<Problem> problems, int status)
    {
        var view = await center.RunAsync(link, context.RequestAborted) ?? throw new InvalidOperationException("The portal has no profile.");
        var page = pages.Page(context, view, saved is null ? Urls.Preferences(token) : null) with { Rights = Urls.PrivacyOf(token) };
        var proof = HttpMethods.IsHead(context.Request.Method) || (saved is null && view.Purposes.Count == 0) ? null : pages.Prove(context);
        PreferenceModel model = new(page, token, view, pages.Stamp()) { Proof = proof, RefusesSale = Gpc.In(context.Request), Problems = problems, Saved = saved is null ? null : door.Offer(saved, view.MaskedAddress, page, proof) };
        await PublicPages.SendAsync<PreferencePage>(context, page, new(StringComparer.Ordinal) { ["Model"] = model }, status);
    }

    /// <summary>Who sent a form of the page: in which language, and on which version of it.</summary>
    internal async Task<Visitor> VisitorAsync(HttpContext context, PreferenceLink link, IFormCollection form)
    {
        var view = await center.RunAsync(link, context.RequestAborted);
        var (language, _) = PublicLanguage.Of(context.Request, view?.ContactLanguage, view?.Profile.DefaultLanguage);
        return Visitors.Of(context, language) with { PageVersion = view is null ? "" : CenterVersion.Shown(view.Profile, view.Center, form["page"]) };
    }
}
