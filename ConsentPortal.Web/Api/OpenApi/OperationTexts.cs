using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>Examples, the parameters and headers that are read by hand, and what each status means.</summary>
internal static class OperationTexts
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["201"] = "Made.", ["202"] = "Taken up; Location says where it can be followed.", ["204"] = "Done; there is nothing to say.",
        ["304"] = "You have it: nothing changed since the ETag that you named.",
        ["400"] = "Something is wrong with the request; `errors` names the fields.", ["401"] = "No valid key.", ["403"] = "The key lacks the scope, or is bound to another profile.",
        ["404"] = "There is no such thing.", ["406"] = "Accept leaves out what this call answers with.",
        ["409"] = "The first call with this Idempotency-Key still runs, or the change clashes with what is there.", ["410"] = "It was there, and has ended.",
        ["412"] = "It has changed since the ETag that you named.", ["413"] = "The body is over 10 MB.",
        ["415"] = "The body is of another media type.", ["422"] = "The Idempotency-Key was used for another request.", ["428"] = "If-Match is missing.",
        ["429"] = "The key has used up its requests; see Retry-After.", ["500"] = "The portal failed. Do not send.",
    };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ApiOperation>().FirstOrDefault() is not { } call)
        {
            return Task.CompletedTask;
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = Meanings.GetValueOrDefault(status, "Done.");
        }

        var answer = operation.Responses?.GetValueOrDefault(call.Status.ToString(CultureInfo.InvariantCulture));
        Set(operation.RequestBody?.Content, call.Request);
        Set(answer?.Content, call.Answer);
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<ApiParameter>().OrderBy(p => !p.InPath))
        {
            operation.Parameters.Add(parameter.Describe());
        }

        if (call.IsWrite)
        {
            operation.Parameters.Add(Header(IdempotentCalls.Header, "Makes the call repeatable for 24 hours: a text of your own, such as a UUID."));
        }

        Condition(operation, answer as OpenApiResponse, metadata.OfType<ApiCondition>().Cast<ApiCondition?>().FirstOrDefault());
        return Task.CompletedTask;
    }

    private static void Condition(OpenApiOperation operation, OpenApiResponse? answer, ApiCondition? condition)
    {
        switch (condition)
        {
            case null:
                return;
            case ApiCondition.Read:
                operation.Parameters!.Add(Header("If-None-Match", "The ETag that you have: 304 where nothing changed."));
                operation.Responses!["304"] = new OpenApiResponse { Description = Meanings["304"] };
                break;
            case ApiCondition.Heeded:
                operation.Parameters!.Add(Header("If-Match", "The ETag of your last read, where the act shall fail if somebody changed it meanwhile."));
                break;
            default:
                operation.Parameters!.Add(Header("If-Match", "The ETag of your last read, or `*` for whatever stands there. 428 without it, 412 where it is stale.", required: true));
                break;
        }

        if (answer?.Content is { Count: > 0 })
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            answer.Headers[ApiReply.Tag] = new OpenApiHeader { Description = "The state of what was answered, for If-Match and If-None-Match.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }

    private static OpenApiParameter Header(string name, string meaning, bool required = false)
        => new() { Name = name, In = ParameterLocation.Header, Description = meaning, Required = required, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static void Set(IDictionary<string, OpenApiMediaType>? content, string? example)
    {
        foreach (var (type, media) in content ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal))
        {
            media.Example = example is null ? null : type is ApiBody.Json or ApiBody.MergePatch ? JsonNode.Parse(example) : JsonValue.Create(example);
        }
    }
}

/// <summary>A parameter of the query, or of the path.</summary>
/// <param name="Example">One that works on a new portal.</param>
internal sealed record ApiParameter(string Name, string Meaning, bool Required = false, bool IsNumber = false, bool InPath = false, string? Example = null)
{
    /// <summary>The words that it may have; none = any text.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public OpenApiParameter Describe() => new()
    {
        Name = Name, In = InPath ? ParameterLocation.Path : ParameterLocation.Query, Description = Meaning, Required = Required || InPath, Example = Example is null ? null : JsonValue.Create(Example),
        Schema = new OpenApiSchema { Type = IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String, Enum = Words.Count == 0 ? null : [.. Words.Select(w => (JsonNode)JsonValue.Create(w))] },
    };
}
