using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>What a program may know of itself.</summary>
internal static class ApplicationsEndpoints
{
    public static void MapApplications(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        api.MapGet("/applications/self", services.GetRequiredService<ApiKeyAuthentication>().Guard(Permission.None, services.GetRequiredService<ApplicationsEndpoint>().SelfAsync))
            .DescribeGet<OwnKeyAnswer>(ApplicationExamples.Self, "This key", "What is this key?", "The application behind the key, its scopes, the profile it is bound to, and its limits: a quick check of a new set-up.", ApiBody.Json);
    }
}

/// <summary><c>GET /applications/self</c>.</summary>
internal sealed class ApplicationsEndpoint(ReadOwnKey question, RequestLimit limits)
{
    public async Task SelfAsync(HttpContext context, ApiCaller caller)
    {
        var outcome = await question.RunAsync(caller, context.RequestAborted);
        if (!outcome.Ok)
        {
            await context.WriteProblemAsync(outcome.Problems);
            return;
        }

        var key = outcome.Value;
        var most = limits.Of(key.RequestsPerMinute);
        OwnKeyAnswer answer = new(
            new(key.ApplicationId.ToString(), key.Application), new(key.KeyId.ToString(), key.Name, key.CreatedAt, key.ExpiresAt), key.Scopes, key.Profile, most > 0 ? most : null);
        context.Response.ContentType = ApiBody.Json;
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, ApiJson.Options, context.RequestAborted);
    }
}
