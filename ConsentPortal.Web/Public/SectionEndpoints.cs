using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>The smaller forms of the preference center: pause and its end, consent level, the browser's signal, why somebody leaves. What
/// only refuses needs nothing but the link; what gives something back proves that it comes from our page.</summary>
internal sealed class SectionEndpoints(PublicPages pages, PublicDoor door, PreferenceEndpoints page, SectionDesk desk)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<SectionEndpoints>();
        app.MapPost("/u/{token}/pause", (HttpContext context, string token) => here.AnswerAsync(context, token, here.PauseAsync));
        app.MapPost("/u/{token}/channel", (HttpContext context, string token) => here.AnswerAsync(context, token, here.ChannelAsync));
        app.MapPost("/u/{token}/resume", (HttpContext context, string token) => here.AnswerAsync(context, token, here.ResumeAsync));
        app.MapPost("/u/{token}/level", (HttpContext context, string token) => here.AnswerAsync(context, token, here.LevelAsync));
        app.MapPost("/u/{token}/signal", (HttpContext context, string token) => here.AnswerAsync(context, token, here.SignalAsync));
        app.MapPost("/u/{token}/reason", (HttpContext context, string token) => here.AnswerAsync(context, token, here.ReasonAsync));
    }

    /// <summary>One form as it came in.</summary>
    private sealed record Sent(HttpContext Context, PreferenceLink Link, IFormCollection Form, Visitor Visitor, IReadOnlyList<ScannerSign> Signs);

    /// <summary>What to say, what was refused, and how the answer is numbered.</summary>
    private sealed record Said(SavedModel Model, IReadOnlyList<Problem> Problems, int Status = StatusCodes.Status200OK);

    private async Task AnswerAsync(HttpContext context, string token, Func<Sent, Task<Said>> act)
    {
        if (await door.OpenAsync(context, token) is not { } link)
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        var said = await act(new(context, link, form, await page.VisitorAsync(context, link, form), pages.SignsIn(context, form, link)));
        await page.RenderAsync(context, token, link, said.Model, said.Problems, said.Status);
    }

    private async Task<Said> PauseAsync(Sent sent)
    {
        var days = int.TryParse(sent.Form["days"], CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var outcome = await desk.Pause.RunAsync(new(sent.Link, days, sent.Visitor, sent.Signs), Actor.Subject, sent.Context.RequestAborted);
        return outcome.Ok ? new(new("Paused", outcome.Value), []) : Nothing(outcome.Problem!);
    }

    private async Task<Said> ChannelAsync(Sent sent)
    {
        if (!Word.TryParse<Channel>(sent.Form["channel"], out var channel))
        {
            return new(new("Nothing was changed", null), []);
        }

        var outcome = await desk.Channel.RunAsync(new(sent.Link, channel, sent.Visitor, sent.Signs), Actor.Subject, sent.Context.RequestAborted);
        return outcome.Ok ? new(new(channel.IsPhone() ? "Saved" : "You are unsubscribed", outcome.Value) { Leaving = true }, []) : Nothing(outcome.Problem!);
    }

    private async Task<Said> ResumeAsync(Sent sent)
    {
        var proved = await pages.IsProvedAsync(sent.Context);
        var outcome = await desk.Resume.RunAsync(new(sent.Link, sent.Visitor, proved), Actor.Subject, sent.Context.RequestAborted);
        return outcome.Ok ? new(new("The pause has ended", outcome.Value) { Note = "What you had refused stays refused." }, []) : Nothing(outcome.Problem!);
    }

    private async Task<Said> LevelAsync(Sent sent)
    {
        if (!int.TryParse(sent.Form["level"], CultureInfo.InvariantCulture, out var number) || !Enum.IsDefined((ConsentLevel)number))
        {
            return new(new("Nothing was changed", null), []);
        }

        var proved = await pages.IsProvedAsync(sent.Context);
        var outcome = await desk.Level.RunAsync(new(sent.Link, (ConsentLevel)number, sent.Visitor, proved, sent.Signs), Actor.Subject, sent.Context.RequestAborted);
        return outcome switch
        {
            { Ok: false } => Nothing(outcome.Problem!),
            { Value: { Level: null, Signal.Count: 0 } } => new(new("Nothing was changed", null), []),
            { Value: { Level.Asked: true, Ask: AskOutcome.Sent } } => new(new("One more step", outcome.Value), []),
            _ => new(new("Saved", outcome.Value), []),
        };
    }

    // the browser has spoken already: this is only the press that lets us write it down
    private async Task<Said> SignalAsync(Sent sent)
    {
        var outcome = await desk.Save.RunAsync(new(sent.Link, [], sent.Visitor, MayOptIn: false, sent.Signs), Actor.Subject, sent.Context.RequestAborted);
        return outcome.Value.Saved is { } saved ? new(new("Saved", saved), []) : new(new("Nothing was changed", null), []);
    }

    private async Task<Said> ReasonAsync(Sent sent)
    {
        if (!Word.TryParse<LeavingWord>(sent.Form["reason"], out var word))
        {
            return new(new("Nothing was changed", null), []);
        }

        var outcome = await desk.Reason.RunAsync(new(sent.Link, sent.Form["save"].ToString(), word, sent.Form["note"].ToString()), Actor.Subject, sent.Context.RequestAborted);
        return outcome.Ok ? new(new("Thank you for your answer", null), []) : Nothing(outcome.Problem!);
    }

    private static Said Nothing(Problem problem) => problem.Refusal == Refusal.Forbidden
        ? new(new("Please try again", null) { Refused = true, Note = "This form was too old, or your browser refuses cookies. Nothing was changed." }, [problem], StatusCodes.Status400BadRequest)
        : new(new("Nothing was changed", null) { Refused = problem.Field is not null }, [problem], problem.Field is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The verbs behind the smaller forms.</summary>
internal sealed record SectionDesk(StopChannel Channel, PauseMessages Pause, EndPause Resume, ChooseLevel Level, GiveLeavingReason Reason, SavePreferences Save);
