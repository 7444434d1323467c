using System.Buffers.Text;
using System.Text;
using System.Threading.RateLimiting;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.AspNetCore.Http.Features;

namespace ConsentPortal.Web.Public;

/// <summary><c>/receipts/verify</c>: anyone brings a receipt and is told whether it is genuine; and the public keys, for who would rather
/// check without us. Nothing is looked up and nothing is kept.</summary>
internal sealed class VerifyEndpoints(PublicPages pages, VerifyReceipt verify, SigningKeys keys, VerifyLimit limit)
{
    // what is read before the answer: a connection that is cut while somebody still sends shows them nothing at all
    private const long BodyMost = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<VerifyEndpoints>();
        app.MapMethods(Urls.VerifyReceipt, [HttpMethods.Get, HttpMethods.Head], here.AskAsync);
        app.MapPost(Urls.VerifyReceipt, here.TellAsync);
        app.MapMethods(ReceiptSigner.KeysPath, [HttpMethods.Get, HttpMethods.Head], here.Keys);
    }

    private Task AskAsync(HttpContext context) => SendAsync(context, new(), StatusCodes.Status200OK);

    private async Task TellAsync(HttpContext context)
    {
        if (!limit.May(context))
        {
            await SendAsync(context, new() { Problem = "Too many receipts in a short time. Please wait a minute." }, StatusCodes.Status429TooManyRequests);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BodyMost;
        }

        var (text, status) = await ReadAsync(context);
        if (status == StatusCodes.Status413PayloadTooLarge || text?.Length > VerifyReceipt.MaxLength)
        {
            await SendAsync(context, new() { Problem = "This is too large to be a receipt: at most 100 kB." }, StatusCodes.Status413PayloadTooLarge);
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            await SendAsync(context, new() { Problem = "Choose the file of a receipt, or paste its data." }, StatusCodes.Status422UnprocessableEntity);
        }
        else
        {
            await SendAsync(context, new() { Result = verify.Run(text) }, StatusCodes.Status200OK);
        }
    }

    private static async Task<(string? Text, int Status)> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > BodyMost)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
            if (form?.Files.GetFile("file") is { Length: > 0 } file)
            {
                using StreamReader reader = new(file.OpenReadStream(), Encoding.UTF8);
                return (await reader.ReadToEndAsync(context.RequestAborted), StatusCodes.Status200OK);
            }

            return (form?["text"].ToString(), StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException error)
        {
            return (null, error.StatusCode);
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status413PayloadTooLarge); // longer than a form may be
        }
    }

    private Task SendAsync(HttpContext context, VerifyModel model, int status)
    {
        var page = pages.Page(context, path: HttpMethods.IsPost(context.Request.Method) ? null : Urls.VerifyReceipt);
        return PublicPages.SendAsync<VerifyPage>(context, page, new(StringComparer.Ordinal) { ["Page"] = page, ["Model"] = model }, status);
    }

    // RFC 7517
    private Task Keys(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(new
        {
            keys = keys.PublicKeys.Select(k => new
            {
                kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(k.X), y = Base64Url.EncodeToString(k.Y), kid = k.KeyId, use = "sig", alg = SigningKeys.Algorithm,
            }),
        }, contentType: "application/jwk-set+json").ExecuteAsync(context);
    }
}

/// <summary>What the page that checks receipts has to say. Texts are keys of PublicTexts.</summary>
public sealed record VerifyModel
{
    public VerifyReceipt.View? Result { get; init; }

    public string? Problem { get; init; }
}

/// <summary>30 receipts a minute from one network: checking costs a signature.</summary>
internal sealed class VerifyLimit : IDisposable
{
    public const int PerMinute = 30;
    private readonly PartitionedRateLimiter<System.Net.IPAddress> limiter = PartitionedRateLimiter.Create<System.Net.IPAddress, System.Net.IPAddress>(from => RateLimitPartition.GetFixedWindowLimiter(
        UnknownTokens.Network(from), _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    public bool May(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.None);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "60";
        }

        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
