using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Imports;
using ConsentPortal.Web.Api.OpenApi;
using Microsoft.AspNetCore.Http.Metadata;

namespace ConsentPortal.Web.Api;

/// <summary>Files of consents and of contacts in, and out again: load, follow, stop, take back.</summary>
internal static class ImportsEndpoints
{
    private const string Group = "Files";
    private static readonly ApiParameter Id = new("id", "Id of the import.", InPath: true);

    public static IServiceCollection AddImportsEndpoints(this IServiceCollection services) => services
        .AddSingleton<PostImportEndpoint>().AddSingleton<ImportCalls>().AddSingleton<RejectedEndpoint>().AddSingleton<UndoCalls>().AddSingleton<ImportStarts>().AddSingleton<ImportTwins>();

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        var (keys, calls, imports, undo) = (services.GetRequiredService<ApiKeyAuthentication>(), services.GetRequiredService<ApiCalls>(), services.GetRequiredService<ImportCalls>(), services.GetRequiredService<UndoCalls>());
        api.MapPost("/imports", keys.Guard(Permission.RunImports, services.GetRequiredService<PostImportEndpoint>().HandleAsync)).WithMetadata(ImportParameters.All)
            .DescribeGet<ImportAnswer>(ImportExamples.Post, Group, "Load a file",
                "A CSV file of consents, or with `kind=contacts` of people, as the body, or as the part `file` of a form whose earlier parts are the options. It is read as it comes, up to the portal's limit for files, and consents are loaded opt-outs first. What the options leave open is guessed. With `Prefer: respond-async` the answer is 202 with `Location`; without, it waits for the end, at most a minute. The same file with the same options goes on with what was not finished.", ApiBody.Json, 409, 413, 415).WithMetadata(new AcceptsMetadata(ImportBody.Accepted, typeof(string)));
        api.MapRead("/imports", calls.Get(Permission.RunImports, imports.ListAsync))
            .DescribeList<ImportAnswer>(ImportExamples.List, Group, "List imports", "Newest first. A key bound to one profile sees those of that profile.");
        api.MapRead("/imports/{id}", calls.Get(Permission.RunImports, imports.One)).WithMetadata(Id)
            .DescribeRead<ImportAnswer>(ImportExamples.Read, Group, "Follow an import", "State, progress and counts; of its undo too.", 404);
        api.MapGet("/imports/{id}/rejected", keys.Guard(Permission.RunImports, services.GetRequiredService<RejectedEndpoint>().HandleAsync)).WithMetadata(Id)
            .DescribeGet<string>(ImportExamples.Rejected, Group, "Read the rejected rows", "CSV: number of the record, reason, then the row as it was; mend it and load it again. Only for the key's application that sent the file, or one that may read contacts.", "text/csv", 404);
        api.MapPost("/imports/{id}/cancel", calls.Act(Permission.RunImports, imports.One, imports.CancelAsync)).WithMetadata(Id)
            .DescribeAct<NoBody, ImportAnswer>(ImportExamples.Cancel, Group, "Stop an import or its undo", "At its next batch. What is written stays, and it can go on.");
        api.MapPost("/imports/{id}/resume", calls.Act(Permission.RunImports, imports.One, imports.ResumeAsync)).WithMetadata(Id)
            .DescribeAct<NoBody, ImportAnswer>(ImportExamples.Resume, Group, "Go on with an import or its undo", "Where it stopped, with every row once.");
        api.MapPost("/imports/{id}/undo", calls.Act(Permission.RunImports, undo.One, undo.UndoAsync)).WithMetadata(Id)
            .DescribeAct<UndoRequest, ImportAnswer>(ImportExamples.Undo, Group, "Take an import back", "Every answer of the file that still stands goes back to what stood before, opt-ins first. Newer answers stay, and so do opt-outs that others said too. Topics that the import made stay. Follow it with `undo` of the import.");
        api.MapPost("/imports/{id}/undo/preview", calls.Read(Permission.RunImports, undo.PreviewAsync)).WithMetadata(Id)
            .Describe<UndoPreviewRequest, UndoPreviewAnswer>(ImportExamples.Preview, Group, "What would an undo do?", "Counted answer by answer; nothing is written.", 404, 409);
    }
}
