using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Public;

/// <summary>The links of our own mails: <c>/c/{token}</c> confirms an opt-in, <c>/c/undo/{token}</c> takes a save back. GET shows a button
/// and uses nothing up; only its POST acts, and only from our page.</summary>
internal sealed class ConfirmEndpoints(PublicPages pages, PublicDoor door, ConfirmationDesk desk, LinkBack back, ReceiptLinks receipts, IStringLocalizer<PublicTexts> texts)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<ConfirmEndpoints>();
        app.MapMethods("/c/{token}", [HttpMethods.Get, HttpMethods.Head], here.AskAsync);
        app.MapPost("/c/{token}", here.ConfirmAsync);
        app.MapPost("/c/{token}/again", here.AgainAsync);
        app.MapMethods("/c/undo/{token}", [HttpMethods.Get, HttpMethods.Head], here.AskUndoAsync);
        app.MapPost("/c/undo/{token}", here.UndoAsync);
    }

    private async Task AskAsync(HttpContext context, string token)
    {
        if (await desk.Read.RunAsync(token, context.RequestAborted) is not { } asked)
        {
            await RefuseAsync(context, token);
            return;
        }

        var page = pages.Page(context, asked.Profile, asked.Language, Urls.Confirm(token));
        var renews = asked.Kind == ConsentRequestKind.Renewal;
        PublicMessage message = new(renews ? "Shall it go on?" : "Please confirm",
            texts[renews ? "Your consent that {0} sends the following to {1} ends soon:" : "{0} was asked to send the following to {1}:", page.Sender, asked.MaskedAddress])
        {
            Items = [.. asked.Items.Select(i => i.Line(page.Language)), .. Names([], asked.Level, page)], Wording = asked.Wording,
            Button = Button(context, renews ? "Yes, go on" : "Yes, I confirm", page.To(Urls.Confirm(token))),
            After = [texts[renews ? "If you do nothing, it ends by itself." : "If this was not you, close this page. Nothing will be sent."]],
        };
        await PublicPages.SayAsync(context, page, message);
    }

    private async Task ConfirmAsync(HttpContext context, string token)
    {
        if (!await pages.IsProvedAsync(context))
        {
            await UnprovedAsync(context, Urls.Confirm(token));
            return;
        }

        var language = PublicLanguage.Of(context.Request).Code;
        var outcome = await desk.Confirm.RunAsync(new(token, Visitors.Of(context, language)), Actor.Subject, context.RequestAborted);
        if (!outcome.Ok)
        {
            await RefuseAsync(context, token);
            return;
        }

        await DoneAsync(context, outcome.Value.PointId, outcome.Value.ProfileId, page => outcome.Value.Save is null ? Guardian : new("Thank you", texts["From now on you get:"])
        {
            Items = [.. Names(outcome.Value.Items, outcome.Value.Level, page)], Role = "status", Receipt = Urls.Receipt(receipts.Write(outcome.Value.Save.Id)),
            After = [texts["You can switch it off again at any time, by the link at the end of every message."]],
        });
    }

    private PublicMessage Guardian => new("One more step", texts["Thank you. Now we ask your parent or guardian. Nothing is sent before they agree."]) { Role = "status" };

    // a link that came too late is worth a new mail; it goes to the address and nowhere else
    private async Task RefuseAsync(HttpContext context, string token)
    {
        if (await desk.Read.LapsedAsync(token, context.RequestAborted) is not { } profile)
        {
            await door.RefuseAsync(context);
            return;
        }

        var page = pages.Page(context, profile);
        PublicMessage message = new("This link is out of date", texts["It was only good for some days. Nothing was changed."]) { Button = Button(context, "Send me a new mail", page.To(Urls.ConfirmAgain(token))) };
        await PublicPages.SayAsync(context, page, message, StatusCodes.Status404NotFound);
    }

    private async Task AgainAsync(HttpContext context, string token)
    {
        var asked = await desk.Resend.RunAsync(new(token), Actor.Subject, context.RequestAborted);
        if (!asked.Ok)
        {
            await door.RefuseAsync(context);
            return;
        }

        PublicMessage message = asked.Value == AskOutcome.Sent ? new("Please look into your mailbox", texts["A new mail is on its way. Please open its link and confirm."])
            : new("Not sent again", texts["This address has already got three of these mails today. Please look for them in your mailbox, or try again tomorrow."]);
        await PublicPages.SayAsync(context, pages.Page(context), message with { Role = "status" });
    }

    private async Task AskUndoAsync(HttpContext context, string token)
    {
        if (await desk.Offer.RunAsync(token, context.RequestAborted) is not { } offer)
        {
            await door.RefuseAsync(context);
            return;
        }

        var page = pages.Page(context, offer.Profile, path: Urls.Undo(token));
        PublicMessage message = new("Take it back?", texts["Everything will be as it was before, for {0}.", offer.MaskedAddress ?? "–"]) { Button = Button(context, "Yes, take it back", page.To(Urls.Undo(token))) };
        await PublicPages.SayAsync(context, page, message);
    }

    private async Task UndoAsync(HttpContext context, string token)
    {
        if (!await pages.IsProvedAsync(context))
        {
            await UnprovedAsync(context, Urls.Undo(token));
            return;
        }

        var language = PublicLanguage.Of(context.Request).Code;
        var outcome = await desk.Undo.RunAsync(new(token, Visitors.Of(context, language)), Actor.Subject, context.RequestAborted);
        if (!outcome.Ok)
        {
            await door.RefuseAsync(context);
            return;
        }

        var kept = outcome.Value.Kept > 0;
        var signal = await HonourAsync(context, outcome.Value.PointId, outcome.Value.ProfileId, language);
        await DoneAsync(context, outcome.Value.PointId, outcome.Value.ProfileId, _ => new("Taken back", kept
            ? texts["What was changed again meanwhile stays as it is; the rest is as it was before."] : texts["Everything is as it was before."])
        {
            Role = "status", After = signal ? [texts["Sale and sharing of your data stays off: your browser asks for that."]] : [],
        });
    }

    // a save that is taken back does not take the browser's refusal with it
    private async Task<bool> HonourAsync(HttpContext context, Id<Core.Contacts.ContactPoint> point, Id<ComplianceProfile> profile, string language)
        => Gpc.In(context.Request) && await back.OfAsync(point, profile, context.RequestAborted) is { } way
            && (await desk.Save.RunAsync(new(way.Link, [], Visitors.Of(context, language), MayOptIn: false), Actor.Subject, context.RequestAborted)).Value.Saved is not null;

    private static IEnumerable<string> Names(IReadOnlyList<AskedItem> items, LevelAsk? level, PublicPage page)
        => items.Select(i => i.Name(page.Language)).Concat(level is null ? [] : [level.Name(page.Language)]);

    private async Task DoneAsync(HttpContext context, Id<Core.Contacts.ContactPoint> point, Id<ComplianceProfile> profile, Func<PublicPage, PublicMessage> say)
    {
        var way = await back.OfAsync(point, profile, context.RequestAborted);
        var page = pages.Page(context, way?.Profile);
        await PublicPages.SayAsync(context, page, say(page) with { Back = way is { } link ? page.To(Urls.Preferences(link.Token)) : null });
    }

    // a page that was open for days, or a browser that keeps no cookies: open it again and press once more
    private async Task UnprovedAsync(HttpContext context, string path)
    {
        var page = pages.Page(context);
        PublicMessage message = new("Please try again", texts["This form was too old, or your browser refuses cookies. Nothing was changed."]) { Button = Button(context, "Try again", page.To(path)), Role = "alert" };
        await PublicPages.SayAsync(context, page, message, StatusCodes.Status400BadRequest);
    }

    private PublicButton? Button(HttpContext context, string label, string action) => HttpMethods.IsHead(context.Request.Method) ? null : new(label, action, pages.Prove(context));
}

/// <summary>The verbs and questions behind the links of our mails.</summary>
internal sealed record ConfirmationDesk(ReadConfirmation Read, ConfirmOptIn Confirm, ReadUndoOffer Offer, UndoSave Undo, SavePreferences Save, ResendConfirmation Resend);
