using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

internal static class ApiServices
{
    public const string Prefix = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails().AddRateLimiter(_ => { });
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<ApiKeyAuthentication>();
        services.AddSingleton<ApiCursors>();
        services.AddSingleton<IdempotentCalls>();
        services.AddSingleton<ApiCalls>();
        services.AddConsentEndpoints();
        services.AddApiDocs();
        services.AddContactsEndpoints();
        services.AddExportsEndpoints();
        services.AddComplianceEndpoints();
        services.AddImportsEndpoints();
        services.AddTeamEndpoints();
        services.AddWebhooksEndpoints();
        services.AddEvidenceEndpoints();
        services.AddPrivacyRequestsEndpoints();
        services.AddOpenDsr();
        services.AddHostedService<KeyUseWorker>();
        services.AddSingleton<ApplicationsEndpoint>();
        services.AddHostedService<TallyWorker>();
        services.AddHostedService<AnswerPurgeWorker>();
        return services;
    }

    /// <summary>The API's own short pipeline: no cookies, no languages, no antiforgery, no pages.</summary>
    public static void UseApi(this WebApplication app) => app.MapWhen(context => context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal), branch =>
    {
        branch.UseApiErrors();
        branch.UseRouting();
        branch.UseEndpoints(endpoints => endpoints.MapGroup(Prefix).MapRooms());
    });

    /// <summary>What belongs to the API and is no call: its description, and whether the portal lives.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseApiDocs();
        app.MapApiDocs();
        app.MapHealth();
    }

    private static void MapRooms(this IEndpointRouteBuilder api)
    {
        api.MapConsent();
        api.MapContacts();
        api.MapImports();
        api.MapExports();
        api.MapApplications();
        api.MapCompliance();
        api.MapTeam();
        api.MapEvidence();
        api.MapWebhooks();
        api.MapPrivacyRequests();
    }
}

internal static class ApiLimits
{
    public const long BodyMax = 10 * 1024 * 1024;

    /// <summary>A body over the limit is read to its end and thrown away up to here, so that the sender hears why it was refused.</summary>
    public const long DrainMax = 10 * BodyMax;
    public const string TooLarge = "A body has at most 10 MB. Send several calls, or stream through /api/v1/audience/filter.";
}
