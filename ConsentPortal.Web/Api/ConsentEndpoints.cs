using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Consent;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>Deciding and recording (api.md): every path with the scope it needs.</summary>
internal static class ConsentEndpoints
{
    private const string Decide = "Decide", Record = "Record", Follow = "Follow";

    public static IServiceCollection AddConsentEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<LinkMaker>();
        services.AddSingleton<UnknownCodeNotes>();
        services.AddSingleton<CheckCalls>();
        services.AddSingleton<CheckEndpoint>();
        services.AddSingleton<FilterRuns>();
        services.AddSingleton<FilterEndpoint>();
        services.AddSingleton<EventsEndpoint>();
        services.AddSingleton<ContactPointEndpoint>();
        services.AddSingleton<SuppressionsEndpoint>();
        services.AddSingleton<LinksEndpoint>();
        services.AddSingleton<FeedEndpoint>();
        services.AddSingleton<FeedStream>();
        return services;
    }

    public static void MapConsent(this IEndpointRouteBuilder api)
    {
        MapFeed(api);
        var services = api.ServiceProvider;
        var keys = services.GetRequiredService<ApiKeyAuthentication>();
        var calls = services.GetRequiredService<ApiCalls>();
        var suppressions = services.GetRequiredService<SuppressionsEndpoint>();
        api.MapPost("/consent/check", keys.Guard(Permission.CheckConsent, services.GetRequiredService<CheckEndpoint>().HandleAsync))
            .Describe<CheckRequest, CheckAnswer>(Examples.Check, Decide, "May I send?", $"Decides for 1 to 1,000 addresses. {OpenApiDocs.FailClosed} An unusable address is an item with a verdict.");
        api.MapPost("/audience/filter", keys.Guard(Permission.CheckConsent, services.GetRequiredService<FilterEndpoint>().HandleAsync))
            .WithMetadata(FilterQuery.Parameters)
            .Describe<string, string>(Examples.Filter, Decide, "Filter an audience", $"One address a line in, one answer a line out, in the same order and as it goes: read while you send. Without the closing line the answer is not whole. {OpenApiDocs.FailClosed}", FilterEndpoint.MediaType);
        api.MapPost("/links", calls.Write(Permission.CheckConsent, services.GetRequiredService<LinksEndpoint>().RunAsync))
            .Describe<LinksRequest, LinksAnswer>(Examples.Links, Decide, "Get unsubscribe links", "For senders that keep their own audience. A link never expires and can only opt out; it is no leave to send.");
        api.MapPost("/consent/events", calls.Write(Permission.RecordConsent, services.GetRequiredService<EventsEndpoint>().RunAsync))
            .Describe<EventsRequest, EventsAnswer>(Examples.Events, Record, "Record what people said", "1 to 1,000 items in one transaction, each with an outcome of its own. An opt-out is never refused; an opt-in over an opt-out needs `consent:reoptin` and a newer act of the person.");
        api.MapPost("/contact-points/query", calls.Read(Permission.ReadConsent, services.GetRequiredService<ContactPointEndpoint>().RunAsync))
            .Describe<ContactPointRequest, ContactPointAnswer>(Examples.ContactPoint, Record, "Read one address", "What is stored about an address, now or as of then, with the events behind it, newest first.");
        api.MapPost("/suppressions", calls.Write(Permission.EditSuppressions, suppressions.AddAsync))
            .Describe<SuppressionRequest, SuppressionAnswer>(Examples.Suppress, Record, "Suppress an address", "Stops an address for everything, for marketing, or for one purpose; outlives contacts and imports.");
        api.MapPost("/suppressions/lift", calls.Write(Permission.EditSuppressions, suppressions.LiftAsync))
            .Describe<SuppressionRequest, LiftAnswer>(Examples.Lift, Record, "Lift a suppression", "Ends the open suppressions of this scope. One that an erasure left behind stays.", 404);
    }

    private static void MapFeed(IEndpointRouteBuilder api)
    {
        var keys = api.ServiceProvider.GetRequiredService<ApiKeyAuthentication>();
        const string Whole = "In the order of the commits, without a gap: go on from `next` and you miss nothing and meet nothing twice. Addresses only for a key that may read contacts. A key bound to one profile sees the purposes of that profile.";
        api.MapGet("/events", keys.Guard(Permission.ReadEvents, api.ServiceProvider.GetRequiredService<FeedEndpoint>().HandleAsync))
            .WithMetadata(FeedQuery.After, FeedQuery.Limit).DescribeGet<FeedAnswer>(Examples.Feed, Follow, "Read the feed", $"Consent events from any point. {Whole}", ApiBody.Json, 409);
        api.MapGet("/events/stream", keys.Guard(Permission.ReadEvents, api.ServiceProvider.GetRequiredService<FeedStream>().HandleAsync))
            .WithMetadata(FeedQuery.After).DescribeGet<string>(Examples.FeedStream, Follow, "Follow the feed live", $"Server-sent events: `id` is the place in the feed, `data` one item of the feed. Come back with `Last-Event-ID` (a browser's EventSource does so by itself) and it goes on there. At most {FeedStream.MostOfOneKey} streams for one key. {Whole}", FeedStream.MediaType, 409);
    }
}
