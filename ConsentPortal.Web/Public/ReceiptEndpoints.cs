using System.Globalization;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>Receipts, for whoever holds the signed link that a save gave: to read, and as data.</summary>
internal sealed class ReceiptEndpoints(PublicPages pages, PublicDoor door, ReceiptLinks links, ReadReceipt receipts)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<ReceiptEndpoints>();
        app.MapMethods("/u/receipt/{token}", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
    }

    private async Task ShowAsync(HttpContext context, string token)
    {
        const string Json = ".json";
        var data = token.EndsWith(Json, StringComparison.Ordinal);
        var plain = data ? token[..^Json.Length] : token;
        if (!links.TryRead(plain, out var save) || await receipts.RunAsync(save, context.RequestAborted) is not { } receipt)
        {
            await door.RefuseAsync(context);
            return;
        }

        var page = pages.Page(context, receipt.Profile, path: Urls.Receipt(plain));
        if (data)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"consent-receipt-{receipt.Id}.json\"");
            await Results.Json(ReceiptJson.Of(receipt, page), contentType: "application/json").ExecuteAsync(context);
            return;
        }

        await PublicPages.SendAsync<ReceiptPage>(context, page, new(StringComparer.Ordinal) { ["Page"] = page, ["Receipt"] = receipt, ["Path"] = Urls.Receipt(plain) });
    }
}
