using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>Examples, the parameters that are read by hand, and what each refusal means.</summary>
internal static class OperationTexts
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["400"] = "Something is wrong with the request; `errors` names the fields.", ["401"] = "No valid key.", ["403"] = "The key lacks the scope, or is bound to another profile.",
        ["404"] = "There is no such thing.", ["409"] = "The first call with this Idempotency-Key still runs, or the change clashes with what is there.", ["413"] = "The body is over 10 MB.",
        ["415"] = "The body is of another media type.", ["422"] = "The Idempotency-Key was used for another request.", ["429"] = "The key has used up its requests; see Retry-After.",
        ["500"] = "The portal failed. Do not send.",
    };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().FirstOrDefault() is not { } call)
        {
            return Task.CompletedTask;
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = Meanings.GetValueOrDefault(status, "Done.");
        }

        Set(operation.RequestBody?.Content, call.Request);
        Set(operation.Responses?.GetValueOrDefault("200")?.Content, call.Answer);
        operation.Parameters ??= [];
        if (call.IsWrite)
        {
            operation.Parameters.Add(Parameter("Idempotency-Key", ParameterLocation.Header, "Makes the call repeatable for 24 hours: a text of your own, such as a UUID.", JsonSchemaType.String));
        }

        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiParameter>())
        {
            operation.Parameters.Add(Parameter(parameter.Name, parameter.InPath ? ParameterLocation.Path : ParameterLocation.Query, parameter.Meaning, parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String, parameter.Required));
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string meaning, JsonSchemaType type, bool required = false)
        => new() { Name = name, In = place, Description = meaning, Required = required, Schema = new OpenApiSchema { Type = type } };

    private static void Set(IDictionary<string, OpenApiMediaType>? content, string? example)
    {
        foreach (var (type, media) in content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal))
        {
            media.Example = example is null ? null : type == ApiBody.Json ? JsonNode.Parse(example) : JsonValue.Create(example);
        }
    }
}

/// <summary>A parameter of the query, or of the path.</summary>
internal sealed record ApiParameter(string Name, string Meaning, bool Required = false, bool IsNumber = false, bool InPath = false);
