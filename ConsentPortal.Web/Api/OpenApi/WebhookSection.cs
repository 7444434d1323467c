using System.Text.Json.Nodes;
using ConsentPortal.Core.Messaging;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>What the portal sends (OpenAPI 3.1 <c>webhooks</c>): one entry a kind of event, with the body as it leaves.</summary>
internal static class WebhookSection
{
    private const string MediaType = "application/cloudevents+json", Times = "date-time";

    public static Task ApplyAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Webhooks = OutgoingKinds.All.ToDictionary(k => k, k => (IOpenApiPathItem)new OpenApiPathItem { Operations = new() { [HttpMethod.Post] = Operation(document, k) } }, StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    private static OpenApiOperation Operation(OpenApiDocument document, string kind) => new()
    {
        OperationId = "on" + string.Concat(kind.Split('.').Select(w => char.ToUpperInvariant(w[0]) + w[1..])), Summary = SummaryOf(kind), Description = WebhookTexts.Whole,
        Tags = new HashSet<OpenApiTagReference> { new("Webhooks", document) },
        RequestBody = new OpenApiRequestBody
        {
            Required = true, Description = "A CloudEvent 1.0.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaType] = new() { Schema = Envelope(document, kind), Example = Event(kind) } },
        },
        Responses = new() { ["200"] = new OpenApiResponse { Description = "Any 2xx: it arrived." }, ["410"] = new OpenApiResponse { Description = "Gone: the webhook is switched off." }, ["503"] = new OpenApiResponse { Description = "Later; Retry-After is obeyed." } },
    };

    private static string SummaryOf(string kind) => kind switch
    {
        OutgoingKinds.ConsentChanged => "Somebody opted in or out",
        OutgoingKinds.SuppressionAdded => "An address was suppressed",
        OutgoingKinds.SuppressionLifted => "A suppression was lifted",
        OutgoingKinds.PersonErased => "A person was erased: forget them too, and acknowledge",
        OutgoingKinds.PersonCorrected => "Values of a person were put right: fetch them anew",
        OutgoingKinds.PersonRestricted => "A person is restricted: keep their data and do not use it",
        OutgoingKinds.PersonReleased => "A restriction ended",
        _ => "Rules of a profile changed",
    };

    private static OpenApiSchema Envelope(OpenApiDocument document, string kind) => Object(
        ("specversion", Text("Always 1.0.")), ("id", Text("The same however often it is told; also `webhook-id`.")), ("source", Text("This portal's public address.")), ("type", Text(OutgoingKinds.TypeOf(kind))),
        ("subject", Text("What it is about, by number; never an address.")), ("time", Time()), ("datacontenttype", Text("Always application/json.")), ("sequence", Text("Its place in its stream.")),
        ("stream", Text("consent or portal: each counts for itself.")),
        ("data", kind switch
        {
            OutgoingKinds.ConsentChanged => new OpenApiSchemaReference("FeedItem", document),
            OutgoingKinds.ProfilePublished => Object(("change", Text("What was done, such as purpose.edited.")), ("purpose", Maybe("Code; null = a change of the profile itself.")), ("profiles", Many("Codes of the profiles that it touches."))),
            OutgoingKinds.PersonErased => Object(("erasureId", Text("A 64-bit number carried as a string.")), ("contactPoints", Many("Contact points that were erased.")), ("contacts", Many("Contacts that were erased.")), ("externalIds", Many("By which you know them."))),
            OutgoingKinds.PersonCorrected => Object(Whose[0], Whose[1], ("fields", Many("What changed: firstName, lastName, jobTitle, language, email, phone, or the code of an own field. Read the values with GET /contacts/{contact}."))),
            OutgoingKinds.PersonRestricted or OutgoingKinds.PersonReleased => Object(Whose),
            _ => Suppression(),
        }));

    private static (string Name, IOpenApiSchema Schema)[] Whose => [("contact", Text("The contact, by number.")), ("externalId", Maybe("By which you know them."))];

    private static OpenApiSchema Suppression()
    {
        var schema = Object(("suppressionId", Text("A 64-bit number carried as a string.")), ("contactPoint", Maybe("Null = the address is not known here yet.")), ("channel", Text("email, sms, voice, push or custom.")),
            ("address", Text("Only where the webhook may send addresses.")), ("scope", Text("address, marketing or purpose.")), ("purpose", Maybe("Code.")), ("reason", Text("Why, as a word.")), ("since", Time()), ("until", Time(JsonSchemaType.Null)));
        schema.Required!.Remove("address");
        return schema;
    }

    private static JsonNode Event(string kind) => new JsonObject
    {
        ["specversion"] = "1.0", ["id"] = "71010399211225088", ["source"] = "https://consent.example.com", ["type"] = OutgoingKinds.TypeOf(kind), ["subject"] = "71010399211225001", ["time"] = "2026-01-01T00:00:00Z",
        ["datacontenttype"] = "application/json", ["sequence"] = "4711", ["stream"] = kind == OutgoingKinds.ConsentChanged ? "consent" : "portal", ["data"] = Data(kind),
    };

    private static JsonNode Data(string kind) => kind switch
    {
        OutgoingKinds.ConsentChanged => JsonNode.Parse(Examples.Feed.Answer)!["items"]![0]!.DeepClone(),
        OutgoingKinds.ProfilePublished => new JsonObject { ["change"] = "purpose.edited", ["purpose"] = "commercial", ["profiles"] = new JsonArray("default") },
        OutgoingKinds.PersonErased => new JsonObject { ["erasureId"] = "71010399211225401", ["contactPoints"] = new JsonArray("71010399211225001"), ["contacts"] = new JsonArray("71010399211225002"), ["externalIds"] = new JsonArray("crm-17") },
        OutgoingKinds.PersonCorrected => new JsonObject { ["contact"] = "71010399211225002", ["externalId"] = "crm-17", ["fields"] = new JsonArray("lastName") },
        OutgoingKinds.PersonRestricted or OutgoingKinds.PersonReleased => new JsonObject { ["contact"] = "71010399211225002", ["externalId"] = "crm-17" },
        _ => new JsonObject
        {
            ["suppressionId"] = "71010399211225050", ["contactPoint"] = "71010399211225001", ["channel"] = "email", ["scope"] = "marketing", ["purpose"] = null, ["reason"] = "complaint", ["since"] = "2026-01-01T00:00:00Z",
            ["until"] = kind == OutgoingKinds.SuppressionLifted ? "2026-01-02T00:00:00Z" : null,
        },
    };

    private static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object, Properties = members.ToDictionary(m => m.Name, m => m.Schema, StringComparer.Ordinal), Required = members.Select(m => m.Name).ToHashSet(StringComparer.Ordinal),
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Many(string description) => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = description };

    private static OpenApiSchema Maybe(string description) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    private static OpenApiSchema Time(JsonSchemaType or = default) => new() { Type = JsonSchemaType.String | or, Format = Times };
}
