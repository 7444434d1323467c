using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>The code of a number, on its own preference page: <c>/u/{token}/number</c> takes it, <c>/number-again</c> sends a new one. Both
/// prove that they come from our page, and are limited for each network like every form with a code.</summary>
internal sealed class NumberEndpoints(PublicPages pages, PublicDoor door, PreferenceEndpoints page, CodeLimits limits, NumberDesk desk)
{
    private const string TooOld = "This form was too old, or your browser refuses cookies. Please enter the code again.";
    private const string Wrong = "This code is wrong or no longer works. Look for the newest message, or have it sent again.";

    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<NumberEndpoints>();
        app.MapPost("/u/{token}/number", (HttpContext context, string token) => here.AnswerAsync(context, token, here.ConfirmAsync));
        app.MapPost("/u/{token}/number-again", (HttpContext context, string token) => here.AnswerAsync(context, token, here.AgainAsync));
    }

    private sealed record Sent(HttpContext Context, PreferenceLink Link, IFormCollection Form, string Language)
    {
        public string Key => Text.Cut(Form["request"].ToString(), 60);
    }

    private async Task AnswerAsync(HttpContext context, string token, Func<Sent, Task<(SavedModel Model, int Status)>> act)
    {
        if (!limits.May(context))
        {
            await PublicProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many tries. Wait ten minutes.");
            return;
        }

        if (await door.OpenAsync(context, token) is not { } link)
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        Sent sent = new(context, link, form, (await page.VisitorAsync(context, link, form)).Language);
        var (model, status) = await pages.IsProvedAsync(context) ? await act(sent) : (Waiting(sent) with { CodeProblem = TooOld }, StatusCodes.Status400BadRequest);
        await page.RenderAsync(context, token, link, model, [], status);
    }

    private async Task<(SavedModel Model, int Status)> ConfirmAsync(Sent sent)
    {
        var outcome = await desk.Confirm.RunAsync(new(sent.Link, sent.Key, sent.Form["code"].ToString(), Visitors.Of(sent.Context, sent.Language)), Actor.Subject, sent.Context.RequestAborted);
        return outcome.Ok
            ? (new("Thank you", new([], [], null, outcome.Value.Save)) { Confirmed = [.. outcome.Value.Items.Select(i => i.Name(sent.Language)).Distinct(StringComparer.Ordinal)] }, StatusCodes.Status200OK)
            : (Waiting(sent) with { CodeProblem = Wrong }, StatusCodes.Status422UnprocessableEntity);
    }

    // whatever comes of it, the answer is the same
    private async Task<(SavedModel Model, int Status)> AgainAsync(Sent sent)
    {
        await desk.Again.RunAsync(new(sent.Link, sent.Key, sent.Language), Actor.Subject, sent.Context.RequestAborted);
        return (Waiting(sent) with { Note = "If there is something to confirm, a new message is on its way. Please use the newest one." }, StatusCodes.Status200OK);
    }

    private static SavedModel Waiting(Sent sent) => new("One more step", null) { NumberKey = sent.Key };
}

/// <summary>The verbs behind a number's code.</summary>
internal sealed record NumberDesk(ConfirmChoices Confirm, AskNumberAgain Again);
