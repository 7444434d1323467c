using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Public;

/// <summary>Lets in who holds a link of ours, and tells everybody else the same.</summary>
internal sealed class PublicDoor(PreferenceLinks links, ReceiptLinks receipts, UnknownTokens unknown, PublicPages pages, Rulebooks rulebooks, IStringLocalizer<PublicTexts> texts)
{
    /// <summary>The link behind a token; null when it is not ours, and then the answer is given.</summary>
    public async Task<PreferenceLink?> OpenAsync(HttpContext context, string token)
    {
        if (links.TryRead(token, out var link))
        {
            return link;
        }

        await RefuseAsync(context);
        return null;
    }

    /// <summary>The one neutral page for a link that is unknown, used or out of date; limited for each caller, because it invites guessing.</summary>
    public async Task RefuseAsync(HttpContext context)
    {
        if (!unknown.May(context))
        {
            await PublicProblem.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many links that are not ours. Wait a minute.");
            return;
        }

        var page = pages.Page(context);
        PublicMessage message = new("This link does not work", texts["It may have been used already, be out of date, or have been cut off by your mail program."])
        {
            After =
            [
                texts["To unsubscribe or to choose what you get, open the link at the end of any of our messages."],
                texts["If you wanted to confirm something, ask for it again there: you will get a new mail."],
            ],
            Way = await LostLinkAsync(page, context.RequestAborted),
        };
        await PublicPages.SayAsync(context, page, message, StatusCodes.Status404NotFound);
    }

    // nobody knows whose the link was
    private async Task<PublicWay?> LostLinkAsync(PublicPage page, CancellationToken ct)
        => (await rulebooks.RecentAsync(ct)).Profiles.FirstOrDefault(p => p.State.Active) is { } profile ? new("Send me the link to my preferences again", page.To(Urls.LostLink(profile.Code))) : null;

    /// <summary>Adds the way back and the receipt to what a save did.</summary>
    public SavedModel Offer(SavedModel saved, string? masked, PublicPage page, FormProof? proof) => saved with
    {
        MaskedAddress = masked, NumberKey = saved.What is { NumberKey.Length: > 0 } asked ? asked.NumberKey : saved.NumberKey,
        SaveToken = saved.What?.Offer is { } kept ? receipts.Write(kept.Id) : null,
        Receipt = saved.What?.Offer is { } made ? Urls.Receipt(receipts.Write(made.Id)) : null,
        Undo = saved.What?.Offer is { } offer ? page.To(Urls.Undo(offer.Token)) : null,
        Proof = proof,
    };
}
