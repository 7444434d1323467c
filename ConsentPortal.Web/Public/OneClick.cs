using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary><c>POST /u/{token}</c> with <c>List-Unsubscribe=One-Click</c>, as RFC 8058 asks: no redirect, no cookie, no login, no limit for
/// a link that is ours. It stands before routing, sign-in and localization, because it needs none of them and must be quick.</summary>
internal sealed class OneClick(PreferenceLinks links, UnsubscribeInOneClick unsubscribe, UnknownTokens unknown, ILogger<OneClick> log)
{
    private const int BodyMax = 16 * 1024;
    private const string Field = "List-Unsubscribe", Value = "One-Click";
    private static readonly PathString Prefix = "/u";

    /// <summary>The token when this is a one-click request: <c>/u/{token}</c> and nothing behind it.</summary>
    public static string? TokenOf(HttpRequest request)
        => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest) && rest.Value is ['/', _, ..] path && path.IndexOf('/', 1) < 0
            ? path[1..] : null;

    public async Task RunAsync(HttpContext context, string token)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!links.TryRead(token, out var link))
        {
            await unknown.AnswerAsync(context);
            return;
        }

        if (await RefusalAsync(context) is { } status)
        {
            await PublicProblem.WriteAsync(context, status, status == StatusCodes.Status415UnsupportedMediaType
                ? "Send application/x-www-form-urlencoded or multipart/form-data." : $"Send the one pair {Field}={Value}.");
            return;
        }

        await UnsubscribeAsync(context, link);
    }

    private async Task UnsubscribeAsync(HttpContext context, PreferenceLink link)
    {
        try
        {
            await unsubscribe.RunAsync(new(link, Visitors.Of(context, "")), Actor.Subject, CancellationToken.None);
        }
        catch (Exception error)
        {
            // the mailbox tries again later; the path is not logged, because it is a key
            log.LogError(error, "An unsubscribe could not be stored.");
            await PublicProblem.NotReadyAsync(context);
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("You have been unsubscribed.\n");
    }

    private static async Task<int?> RefusalAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        try
        {
            if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = BodyMax;
            }

            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form[Field] == Value ? null : StatusCodes.Status400BadRequest;
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
