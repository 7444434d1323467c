using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Exports;
using ConsentPortal.Web.Api.OpenApi;
using Microsoft.AspNetCore.Http.Metadata;

namespace ConsentPortal.Web.Api;

/// <summary>Lists on their way out: streamed as the answer, or written in the background and fetched.</summary>
internal static class ExportsEndpoints
{
    private const string Take = "Export";
    private static readonly ApiParameter Id = new("id", "The export, as the answer to its start named it.", Required: true, InPath: true);

    public static IServiceCollection AddExportsEndpoints(this IServiceCollection services) => services.AddSingleton<ExportCallReader>().AddSingleton<ExportsEndpoint>().AddSingleton<ExportStreamEndpoint>();

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        var (keys, calls, exports, stream) = (services.GetRequiredService<ApiKeyAuthentication>(), services.GetRequiredService<ApiCalls>(), services.GetRequiredService<ExportsEndpoint>(), services.GetRequiredService<ExportStreamEndpoint>());
        var (now, later) = (keys.Guard(Permission.ExportPeople, stream.NowAsync), calls.Write(Permission.ExportPeople, exports.StartAsync));
        api.MapPost("/exports", (RequestDelegate)(context => RespondAsync.Asked(context.Request) ? later(context) : now(context)))
            .DescribeGet<string>(ExportExamples.Start, Take, "Export a list", "Consents, events, contacts or the audit trail, narrowed and in the format you say (`text/csv` or `application/jsonl`); needs the scope that reads them, too (`consent:read`, `audit:read` for events and the trail, `contacts:read`). Streamed as it is read; an answer that breaks off is not whole. With `Prefer: respond-async` it is written in the background: 202 and where to follow it. A key bound to one profile gets that profile's rows.", ExportAnswer.Csv, 413, 415)
            .WithMetadata(new AcceptsMetadata([ApiBody.Json], typeof(ExportRequest)), new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(ExportItem), [ApiBody.Json]));
        api.MapRead("/exports", calls.Get(Permission.ExportPeople, exports.ListAsync))
            .DescribeList<ExportItem>(ExportExamples.List, Take, "List exports", "Those of this application that were written in the background, the latest first.");
        api.MapRead("/exports/{id:long}", calls.Get(Permission.ExportPeople, exports.One))
            .WithMetadata(Id).DescribeRead<ExportItem>(ExportExamples.Read, Take, "Follow an export", "How far it is: ask again until the state is `ready`, `failed` or `cancelled`.", 404);
        api.MapDelete("/exports/{id:long}", calls.Act(Permission.ExportPeople, exports.One, exports.CancelAsync))
            .WithMetadata(Id, ApiCondition.Heeded).DescribeGet<ExportItem>(ExportExamples.Cancel, Take, "Cancel an export", "Stops it where it waits or is being written; deletes the file of one that is ready.", ApiBody.Json, 404, 412);
        api.MapGet("/exports/{id:long}/file", keys.Guard(Permission.ExportPeople, stream.FileAsync))
            .WithMetadata(Id).DescribeGet<string>(ExportExamples.File, Take, "Fetch the file of an export", "As often as you like until it is deleted; each time is written down. `Repr-Digest` is its SHA-256.", ExportAnswer.Csv, 404, 409);
    }
}
