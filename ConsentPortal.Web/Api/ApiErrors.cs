using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

internal static class ApiErrors
{
    /// <summary>The first of the API's own pipeline: headers of every answer, and a problem document for whatever goes wrong. An answer that
    /// has begun is cut off rather than closed, so that nobody takes half of it for the whole.</summary>
    public static IApplicationBuilder UseApiErrors(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("ConsentPortal.Api");
        return app.Use(async (context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            try
            {
                await next(context);
                if (context is { Request.Method: "PATCH", Response: { HasStarted: false, StatusCode: StatusCodes.Status415UnsupportedMediaType } })
                {
                    context.Response.Headers["Accept-Patch"] = $"{ApiBody.MergePatch}, {ApiBody.Json}"; // RFC 5789 §3.1
                }

                if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                {
                    await context.WriteProblemAsync(context.Response.StatusCode, Hint(context.Response.StatusCode));
                }
            }
            catch (Exception error)
            {
                await FailAsync(context, error, log);
            }
        });
    }

    private static async Task FailAsync(HttpContext context, Exception error, ILogger log)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // nobody is left to answer
            return;
        }

        var status = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (status >= 500)
        {
            log.LogError(error, "The API call {Trace} failed.", context.TraceIdentifier);
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await context.WriteProblemAsync(status, status switch
        {
            StatusCodes.Status413PayloadTooLarge => ApiLimits.TooLarge,
            >= 500 => "The portal failed. Nothing was changed. Until it answers, do not send.",
            _ => null,
        });
    }

    private static string? Hint(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this path. The paths are listed at /api/docs.",
        StatusCodes.Status415UnsupportedMediaType => "This call does not take a body of this type; the description at /api/docs says which.",
        StatusCodes.Status405MethodNotAllowed => "This path answers other methods; see the Allow header.",
        _ => null,
    };
}
