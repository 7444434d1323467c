using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>Types whose JSON is written by converters, which the description cannot look into.</summary>
internal static class SchemaTexts
{
    private const string IdPattern = "^[0-9]+$";

    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nothing = type == context.JsonTypeInfo.Type ? default : JsonSchemaType.Null;
        Optional(schema, context.JsonTypeInfo);
        if (IsId(type))
        {
            (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String | nothing, IdPattern, "A 64-bit number carried as a string.");
        }
        else if (context.JsonTypeInfo.ElementType is { } element && IsId(element))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = IdPattern };
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | nothing, "date-time");
        }
        else if (type == typeof(LocalText))
        {
            (schema.Type, schema.Description) = (JsonSchemaType.Object | nothing, "A text by language (BCP 47).");
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null };
        }
        else if (type == typeof(Term))
        {
            (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String | nothing, "^[0-9]{1,3} (days|businessDays|months)$", "A length of time as a law writes it.");
        }
        else if (type == typeof(ReasonCode))
        {
            schema.Description = "Allowed by the first three; denied by all others, and by any that you do not know.";
        }

        return Task.CompletedTask;
    }

    /// <summary>Ids are said where they stand; all other types by their name.</summary>
    public static string? NameOf(JsonTypeInfo type) => IsId(Nullable.GetUnderlyingType(type.Type) ?? type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    private static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>);

    // left out where there is nothing to say
    private static void Optional(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }]))
        {
            schema.Required?.Remove(property.Name);
        }
    }
}
