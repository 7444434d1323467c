using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The first page: what the API is for, how to call it, who may.</summary>
internal static class DocumentTexts
{
    public const string Key = "apiKey";

    private static readonly string Text = $"""
        Ask before you send, record what people said, give every message its way out.

        {OpenApiDocs.FailClosed} Only `"allowed": true` in a 200 is a yes.

        Every call carries a key: `Authorization: Bearer cp_…`. Keys are issued in the portal under *Applications*, or by `api-key create`; a key bound to one profile speaks
        for that profile only. Bodies are JSON in UTF-8, times RFC 3339 with their offset, ids 64-bit numbers carried as strings, codes lower-case slugs. Fields that a call does not
        know are refused, so that a misspelt one is not overlooked. Refusals are problem documents (RFC 9457) whose `errors` name each field.

        Lists come in pages: `?cursor=&limit=`, answered by `items` and `next`, also as `Link: <…>; rel="next"`. What can be edited has an `ETag`: an edit says with `If-Match` which
        state it edits (428 without, 412 where somebody changed it meanwhile), and a read with `If-None-Match` is 304 where nothing changed. Edits are merge patches (RFC 7396).

        A write may carry an `Idempotency-Key`: repeated within 24 hours it gives the first answer again (with another body 422, while the first still runs 409).

        Scopes:
        {string.Join('\n', ApiScopes.All.Select(s => $"- `{s.Word}`: {s.Meaning}"))}
        """;

    public static Task ApplyAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new() { Title = "ConsentPortal", Version = "v1", Description = Text, Contact = Operator(context.ApplicationServices), License = License(context.ApplicationServices) };
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: cp_<id>_<secret>." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        return Task.CompletedTask;
    }

    // it is the owner's own service: whom to ask, and what was agreed, are theirs
    private static OpenApiContact Operator(IServiceProvider services)
    {
        var address = services.GetRequiredService<PortalAddress>();
        return new() { Name = "Who runs this portal", Url = new(address.To("/")), Email = services.GetRequiredService<MailSettings>().From ?? $"postmaster@{address.Host}" };
    }

    private static OpenApiLicense License(IServiceProvider services)
        => new() { Name = "As agreed with who runs this portal", Url = new(services.GetRequiredService<PortalAddress>().To("/")) };
}
