using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConsentPortal.Web.Public;

/// <summary>Receipts, for whoever holds the signed link that a save gave: to read (<c>/u/receipt/{token}</c>), as one file to keep
/// (<c>.html</c>), and as data (<c>.json</c>). All three carry the same signed data.</summary>
internal sealed class ReceiptEndpoints(PublicPages pages, PublicDoor door, ReceiptLinks links, ReadReceipt receipts, ReceiptFiles files)
{
    private const string Json = ".json", Html = ".html";

    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<ReceiptEndpoints>();
        app.MapMethods("/u/receipt/{token}", [HttpMethods.Get, HttpMethods.Head], here.ShowAsync);
    }

    private async Task ShowAsync(HttpContext context, string token)
    {
        var kind = new[] { Json, Html }.FirstOrDefault(end => token.EndsWith(end, StringComparison.Ordinal)) ?? "";
        var plain = token[..^kind.Length];
        if (!links.TryRead(plain, out var save) || await receipts.RunAsync(save, context.RequestAborted) is not { } receipt)
        {
            await door.RefuseAsync(context);
            return;
        }

        var page = pages.Page(context, receipt.Profile, path: Urls.Receipt(plain));
        switch (kind)
        {
            case Json:
                await DownloadAsync(context, receipt, "json", "application/json", files.Text(receipt, page));
                break;
            case Html:
                await DownloadAsync(context, receipt, "html", "text/html", await files.PageAsync(receipt, page));
                break;
            default:
                await PublicPages.SendAsync<ReceiptPage>(context, page, new(StringComparer.Ordinal)
                {
                    ["Page"] = page, ["Receipt"] = receipt, ["Path"] = Urls.Receipt(plain), ["Data"] = files.Text(receipt, page),
                });
                break;
        }
    }

    private static Task DownloadAsync(HttpContext context, Receipt receipt, string ending, string type, string text)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"consent-receipt-{receipt.Id}.{ending}\"");
        context.Response.ContentType = $"{type}; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }
}

/// <summary>Makes the signed forms of a receipt.</summary>
internal sealed class ReceiptFiles(ReceiptSigner signer, IServiceProvider services, ILoggerFactory logs, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The signed data.</summary>
    public string Text(Receipt receipt, PublicPage page) => signer.Sign(ReceiptJson.Of(receipt, page, clock.Now())).ToJsonString(Readable);

    /// <summary>One file that needs no other: the receipt to read with the signed data inside, and signed as a whole.</summary>
    public async Task<string> PageAsync(Receipt receipt, PublicPage page)
    {
        await using HtmlRenderer renderer = new(services, logs);
        Dictionary<string, object?> parameters = new(StringComparer.Ordinal) { ["Page"] = page, ["Receipt"] = receipt, ["Data"] = Text(receipt, page) };
        return signer.SealFile(await renderer.Dispatcher.InvokeAsync(async () =>
        {
            PublicLanguage.Speak(page.Language);
            return (await renderer.RenderComponentAsync<ReceiptFile>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        }));
    }
}
