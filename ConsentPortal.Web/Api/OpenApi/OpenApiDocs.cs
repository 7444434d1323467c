using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The description of the API, at <c>/openapi/v1.json</c>, and a page to read and try it, at <c>/api/docs</c>. Both are public:
/// they say nothing about anybody.</summary>
internal static class OpenApiDocs
{
    public const string Document = "/openapi/v1.json";

    /// <summary>The rule that keeps a fault from becoming a message.</summary>
    public const string FailClosed = "**Senders fail closed**: any error, timeout or unknown value means *do not send*.";

    public static IServiceCollection AddApiDocs(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http => ApiJson.Configure(http.SerializerOptions));
        return services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = call => call.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Any();
            options.CreateSchemaReferenceId = SchemaTexts.NameOf;
            options.AddDocumentTransformer(DocumentTexts.ApplyAsync);
            options.AddDocumentTransformer(DocumentTidy.ApplyAsync);
            options.AddDocumentTransformer(WebhookSection.ApplyAsync);
            options.AddOperationTransformer(OperationTexts.ApplyAsync);
            options.AddSchemaTransformer(SchemaTexts.ApplyAsync);
        });
    }

    public static void MapApiDocs(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json");

    public static void UseApiDocs(this IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = Urls.ApiDocs.TrimStart('/');
        page.DocumentTitle = "ConsentPortal API";
        page.SwaggerEndpoint(Document, "v1");
        page.DefaultModelsExpandDepth(0);
    });
}
