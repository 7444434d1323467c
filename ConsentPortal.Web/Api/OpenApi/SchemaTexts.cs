using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>Types whose JSON is written by converters, which the description cannot look into.</summary>
internal static class SchemaTexts
{
    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nothing = type == context.JsonTypeInfo.Type ? default : JsonSchemaType.Null;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String | nothing, "^[0-9]+$", "A 64-bit number carried as a string.");
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
}
