using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Api.Evidence;

/// <summary><c>/receipts</c>: what people were given when they chose on a public page.</summary>
internal sealed class ReceiptCalls(FindReceipt one, FindReceipts find, ApiCursors cursors, SignedReceipt signed)
{
    public async Task<ApiReply> ReadAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var id = Id<UndoOffer>.TryParse(request.RouteValues["receipt"] as string, null, out var read) ? read : default;
        var found = await one.RunAsync(id, caller, ct);
        return found.Ok ? ApiReply.OfJson(Encoding.UTF8.GetBytes(signed(request.HttpContext, found.Value))) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> QueryAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var query = cursors.Query(request);
        var page = query.Page();
        query.NoOthers();
        var channel = body.NeedChannel();
        var address = body.Need("address", "Send the address.");
        body.NoOthers();
        List<Problem> problems = [.. query.Problems, .. body.Problems];
        if (problems.Count > 0)
        {
            return ApiReply.Refused(problems);
        }

        var found = await find.RunAsync(new(channel, address, page.AfterId<UndoOffer>(), page.Size + 1), caller, ct);
        return found.Ok ? page.AnswerOf(found.Value, r => r.Id.ToString(), r => new ReceiptItem(r.Id, r.SavedAt, r.Profile, r.Answers, r.TakenBackAt)) : ApiReply.Refused(found.Problems);
    }
}

/// <summary>A receipt of an address. <c>Answers</c>: how many answers the save changed; <c>TakenBackAt</c> null = it stands.</summary>
internal sealed record ReceiptItem(Id<UndoOffer> Id, DateTimeOffset SavedAt, string Profile, int Answers, DateTimeOffset? TakenBackAt);
