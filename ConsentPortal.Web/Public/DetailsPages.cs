using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>One request to the page of one's own details: whose link, in which language, with which form.</summary>
internal sealed record DetailsVisit(string Token, PreferenceLink Link, PublicPage Page, ReadOwnDetails.View View, IFormCollection Form)
{
    public string Proof => Form["proof"].ToString();

    /// <summary>What was typed, where the form had the fields.</summary>
    public DetailsTyped? Typed { get; init; } = Form.ContainsKey("firstName")
        ? new(Form["firstName"].ToString(), Form["lastName"].ToString(), Form["language"].ToString(), int.TryParse(Form["version"], CultureInfo.InvariantCulture, out var version) ? version : 0) : null;

    public DetailsModel Model(DetailsStep step) => new(Page, Token, View, step) { Proof = Proof };
}

/// <summary>What both kinds of its forms share: who is let in, and how the open page is shown again.</summary>
internal sealed class DetailsPages(PublicPages pages, PublicDoor door, ReadOwnDetails details, CodeLimits limits)
{
    // somebody reloads the answer to a form; by hand, because a redirect result would log the token
    public static void Reload(HttpContext context, string token)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = Urls.Details(token);
    }

    /// <summary>Null when the answer is given: not our link, or the profile does not offer this page.</summary>
    public async Task<DetailsVisit?> VisitAsync(HttpContext context, string token, IFormCollection? form = null)
    {
        if (await door.OpenAsync(context, token) is not { } link)
        {
            return null;
        }

        if (await details.RunAsync(link, null, context.RequestAborted) is not { } view)
        {
            await door.RefuseAsync(context);
            return null;
        }

        return new(token, link, pages.Page(context, view.Profile, view.Language, form is null ? Urls.Details(token) : null), view, form ?? FormCollection.Empty);
    }

    /// <summary>The same for a form; <paramref name="limited"/> counts it against whoever asks for codes or guesses them.</summary>
    public async Task<DetailsVisit?> FormAsync(HttpContext context, string token, bool limited = false)
    {
        if (limited && !limits.May(context))
        {
            await PublicProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many tries. Wait ten minutes.");
            return null;
        }

        return await VisitAsync(context, token, await PublicPages.FormAsync(context) ?? FormCollection.Empty);
    }

    /// <summary>The details with this proof; the start again, with what was typed, where the proof is not good.</summary>
    public async Task OpenAsync(HttpContext context, DetailsVisit visit, string proof, Func<DetailsModel, DetailsModel>? with = null, int status = StatusCodes.Status200OK)
    {
        var view = await details.RunAsync(visit.Link, proof, context.RequestAborted) ?? visit.View;
        if (!view.Proved)
        {
            await SendAsync(context, visit.Model(DetailsStep.Start) with { Proof = "", Typed = visit.Typed, Said = new("Please prove it again", "It is more than 30 minutes ago, or was not proved for this address. What you typed is kept.", Bad: true) }, StatusCodes.Status400BadRequest);
            return;
        }

        DetailsModel model = new(visit.Page, visit.Token, view, DetailsStep.Open) { Proof = proof, Typed = visit.Typed };
        await SendAsync(context, with is null ? model : with(model), status);
    }

    /// <summary>The language as it is to be stored: <c>de-AT</c> on file stays where German was left chosen.</summary>
    public async Task<string> LanguageAsync(DetailsVisit visit, string chosen, CancellationToken ct)
        => (await details.RunAsync(visit.Link, visit.Proof, ct))?.Person is { } person && chosen.Length > 0 && Languages.Best(person.Language) == chosen ? person.Language : chosen;

    public static Task SendAsync(HttpContext context, DetailsModel model, int status = StatusCodes.Status200OK)
        => PublicPages.SendAsync<DetailsPage>(context, model.Page, new(StringComparer.Ordinal) { ["Model"] = model }, status);
}
