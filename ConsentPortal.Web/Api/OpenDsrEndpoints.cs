using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Api.OpenDsr;

namespace ConsentPortal.Web.Api;

/// <summary>The door of other controllers: OpenDSR 2.0, where this portal is the processor. A key of an application opens it; every message is signed.</summary>
internal static class OpenDsrEndpoints
{
    public const string Prefix = "/opendsr", Version = $"{Prefix}/v2";
    public const string Certificate = $"{Version}/certificate.pem";

    public static IServiceCollection AddOpenDsr(this IServiceCollection services) => services.AddSingleton<DsrAnswers>().AddSingleton<DsrCalls>();

    /// <summary>A short pipeline of its own, as that of the API.</summary>
    public static void UseOpenDsr(this WebApplication app) => app.MapWhen(context => context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase), branch =>
    {
        branch.UseDsrErrors();
        branch.UseRouting();
        branch.UseEndpoints(Map);
    });

    private static void Map(IEndpointRouteBuilder routes)
    {
        var (calls, keys) = (routes.ServiceProvider.GetRequiredService<DsrCalls>(), routes.ServiceProvider.GetRequiredService<ApiKeyAuthentication>());
        RequestDelegate Guarded(Func<HttpContext, ApiCaller, Task> call) => calls.WhenReady(keys.Guard(Permission.WorkRequests, (context, caller) => call(context, caller)));
        var v2 = routes.MapGroup(Version);
        v2.MapRead("/discovery", calls.DiscoverAsync);
        v2.MapRead("/certificate.pem", calls.WhenReady(calls.CertificateAsync));
        v2.MapPost("/requests", Guarded(calls.ReceiveAsync));
        v2.MapRead("/requests/{subjectRequestId}", Guarded(calls.ReadAsync));
        v2.MapDelete("/requests/{subjectRequestId}", Guarded(calls.CancelAsync));
    }

    private static void UseDsrErrors(this IApplicationBuilder app)
    {
        var (log, answers) = (app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("ConsentPortal.OpenDsr"), app.ApplicationServices.GetRequiredService<DsrAnswers>());
        app.Use(async (context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            try
            {
                await next(context);
                if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                {
                    await answers.RefuseAsync(context, context.Response.StatusCode, "There is nothing for this method at this path. GET /opendsr/v2/discovery says what there is.");
                }
            }
            catch (Exception error) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
            {
                var status = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
                if (status >= StatusCodes.Status500InternalServerError)
                {
                    log.LogError(error, "The call {Trace} of a controller failed.", context.TraceIdentifier);
                }

                context.Response.Clear();
                await answers.RefuseAsync(context, status, status >= StatusCodes.Status500InternalServerError ? "The portal failed. Nothing was changed; send it again later." : "The request could not be read.");
            }
        });
    }
}
