using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Public;

/// <summary><c>/subscribe/{profile}</c>: the sign-up form, and where the snippet on an owner's own site posts to. It needs no cookie, because
/// nothing counts until the address confirms; the answer never tells who is known.</summary>
internal sealed class SubscribeEndpoints(PublicPages pages, PublicDoor door, FormLimits limits, SubscribeDesk desk, IStringLocalizer<PublicTexts> texts)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<SubscribeEndpoints>();
        app.MapMethods("/subscribe/{profile}", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
        app.MapPost("/subscribe/{profile}", here.SendAsync);
        app.MapPost("/subscribe/{profile}/again", here.AgainAsync);
        app.MapPost("/subscribe/{profile}/code", here.CodeAsync);
        app.MapMethods("/subscribe/{profile}/{form}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string profile) => Results.Redirect(Urls.Subscribe(profile)));
    }

    private Task ShowAsync(HttpContext context, string profile) => RenderAsync(context, profile, new(), [], StatusCodes.Status200OK);

    private async Task SendAsync(HttpContext context, string profile)
    {
        if (!await limits.AdmitsAsync(context))
        {
            return;
        }

        var form = await PublicPages.FormAsync(context) ?? FormCollection.Empty;
        var entry = Entry(form);
        var language = await LanguageAsync(context, profile);
        Subscribe.Command command = new(profile, entry, Visitors.Of(context, language), limits.IsHasty(form)) { Trapped = FormLimits.IsTrapped(form) };
        var outcome = await desk.Subscribe.RunAsync(command, Actor.Subject, context.RequestAborted);
        if (outcome.Problem is { Refusal: Refusal.Invalid })
        {
            await RenderAsync(context, profile, entry, outcome.Problems, StatusCodes.Status422UnprocessableEntity);
        }
        else if (!outcome.Ok)
        {
            await door.RefuseAsync(context);
        }
        else
        {
            await SentAsync(context, profile, new(outcome.Value.Token, outcome.Value.AsksEmail, outcome.Value.AsksNumber));
        }
    }

    private async Task AgainAsync(HttpContext context, string profile)
    {
        if (!await limits.AdmitsAsync(context))
        {
            return;
        }

        var sent = Sent(await PublicPages.FormAsync(context));
        var outcome = await desk.Again.RunAsync(new(profile, sent.Token, await LanguageAsync(context, profile)), Actor.Subject, context.RequestAborted);
        await (outcome.Ok ? SentAsync(context, profile, sent, again: true) : door.RefuseAsync(context));
    }

    private async Task CodeAsync(HttpContext context, string profile)
    {
        if (!await limits.AdmitsAsync(context))
        {
            return;
        }

        var form = await PublicPages.FormAsync(context);
        var (sent, language) = (Sent(form), await LanguageAsync(context, profile));
        if (!await pages.IsProvedAsync(context))
        {
            await SentAsync(context, profile, sent, "This form was too old, or your browser refuses cookies. Please enter the code again.", StatusCodes.Status400BadRequest);
            return;
        }

        var outcome = await desk.Number.RunAsync(new(sent.Token, form!["code"].ToString(), Visitors.Of(context, language)), Actor.Subject, context.RequestAborted);
        if (!outcome.Ok)
        {
            await SentAsync(context, profile, sent, "This code is wrong or no longer works. Look for the newest message, or have it sent again.", StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var way = await desk.Back.OfAsync(outcome.Value.PointId, outcome.Value.Profile.Id, context.RequestAborted);
        var page = pages.Page(context, outcome.Value.Profile);
        await PublicPages.SayAsync(context, page, new("Thank you", texts["From now on you get:"])
        {
            Items = [.. outcome.Value.Items.Select(i => i.Name(page.Language)).Distinct(StringComparer.Ordinal)], Role = "status", Back = way is { } link ? page.To(Urls.Preferences(link.Token)) : null,
            After = sent.AsksEmail ? [texts["What you ticked for email waits for the mail that we sent you."]] : [],
        });
    }

    private async Task RenderAsync(HttpContext context, string profile, SubscribeEntry entry, IReadOnlyList<Problem> problems, int status)
    {
        var language = await LanguageAsync(context, profile);
        if (await desk.Pages.RunAsync(profile, language, context.RequestAborted) is not { } view)
        {
            await door.RefuseAsync(context);
            return;
        }

        var page = pages.Page(context, view.Profile, path: Urls.Subscribe(profile));
        await PublicPages.SendAsync<SubscribeFormPage>(context, page, new(StringComparer.Ordinal) { ["Model"] = new SubscribeModel(page, view, entry, pages.Stamp()) { Problems = problems } }, status);
    }

    private async Task SentAsync(HttpContext context, string profile, SentForm sent, string? problem = null, int status = StatusCodes.Status200OK, bool again = false)
    {
        var page = pages.Page(context, await desk.ProfileAsync(profile, context.RequestAborted));
        SentModel model = new(page, profile, sent.Token, pages.Prove(context)) { AsksEmail = sent.AsksEmail, AsksNumber = sent.AsksNumber, Problem = problem, Again = again };
        await PublicPages.SendAsync<SubscribeSentPage>(context, page, new(StringComparer.Ordinal) { ["Model"] = model }, status);
    }

    private async Task<string> LanguageAsync(HttpContext context, string profile) => pages.Page(context, await desk.ProfileAsync(profile, context.RequestAborted)).Language;

    private static SubscribeEntry Entry(IFormCollection form)
    {
        string Of(string name) => Text.Cut(form[name].ToString(), 1000);
        return new()
        {
            Ticks = [.. form["on"].OfType<string>().Take(500)], Seen = Seen(form["seen"].ToString()), Email = Of("email"), Phone = Of("phone"), FirstName = Of("firstName"), LastName = Of("lastName"),
            Child = form["child"] == "1", GuardianName = Of("guardianName"), GuardianEmail = Of("guardianEmail"),
        };
    }

    // email-1-1=newsletter@3 email-1-2=preference-center@1
    private static Dictionary<string, string> Seen(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(500).Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.First()[1], StringComparer.Ordinal);

    private static SentForm Sent(IFormCollection? form) => new(Text.Cut(form?["request"].ToString() ?? "", 100), form?["email"].ToString() == "1", form?["number"].ToString() == "1");

    private sealed record SentForm(string Token, bool AsksEmail, bool AsksNumber);
}

/// <summary>The verbs and questions behind sign-up pages.</summary>
internal sealed record SubscribeDesk(ReadSubscribePage Pages, Subscribe Subscribe, AskAgain Again, ConfirmNumber Number, LinkBack Back, Core.Compliance.Rulebooks Rulebooks)
{
    public async Task<Core.Compliance.ComplianceProfile?> ProfileAsync(string code, CancellationToken ct) => (await Rulebooks.RecentAsync(ct)).Profile(code);
}
