using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Api;

/// <summary>For load balancers and monitors: does the process live, may it be sent traffic? Nothing more is said to outsiders.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var ready = app.ServiceProvider.GetRequiredService<CheckReadiness>();
        app.MapMethods("/health/live", Methods, (RequestDelegate)(context => AnswerAsync(context, StatusCodes.Status200OK, "live")));
        app.MapMethods("/health/ready", Methods, (RequestDelegate)(async context =>
        {
            var isReady = await ready.RunAsync(context.RequestAborted);
            await AnswerAsync(context, isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, isReady ? "ready" : "not ready");
        }));
    }

    private static Task AnswerAsync(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(word, context.RequestAborted);
    }
}
