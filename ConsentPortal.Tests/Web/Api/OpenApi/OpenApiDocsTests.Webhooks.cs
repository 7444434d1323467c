using System.Net;
using System.Text.Json.Nodes;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api.OpenApi;

// what is sent is what is described
public sealed partial class OpenApiDocsTests
{
    [Fact]
    public async Task Every_event_that_is_sent_has_exactly_the_members_that_the_section_of_webhooks_describes()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:Webhooks:AllowLoopback", "true"));
        using var crm = await portal.ProgramAsync();
        using HookEndpoint endpoint = new();
        Assert.Equal(HttpStatusCode.Created, (await crm.PostAsync("webhooks", new { url = endpoint.Url, kinds = OutgoingKinds.All, addresses = true })).Status);
        await crm.SaysAsync("ann@example.com", "optedOut");
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync("suppressions", new { channel = "email", address = "ann@example.com", scope = "marketing", reason = "complaint" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync("suppressions/lift", new { channel = "email", address = "ann@example.com", scope = "marketing", reason = "Asked for it" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await crm.PostAsync("profiles", RuleExamples.CreateProfile.Request!)).Status);
        await using (var db = portal.NewDb())
        {
            db.Add(new OutboxMessage { Id = portal.Get<IdSource>().Next<OutboxMessage>(), Kind = OutgoingKinds.PersonErased, Payload = """{ "subject": "71", "points": [ "72" ], "contacts": [ "73" ], "externalIds": [ "crm-17" ] }""", CreatedAt = DateTimeOffset.UtcNow });
            foreach (var kind in new[] { OutgoingKinds.PersonCorrected, OutgoingKinds.PersonRestricted, OutgoingKinds.PersonReleased })
            {
                db.Add(new OutboxMessage { Id = portal.Get<IdSource>().Next<OutboxMessage>(), Kind = kind, Payload = kind == OutgoingKinds.PersonCorrected ? """{ "subject": "73", "fields": [ "lastName" ] }""" : """{ "subject": "73" }""", CreatedAt = DateTimeOffset.UtcNow });
            }

            await db.SaveChangesAsync();
        }

        var document = await DocumentAsync();
        Assert.Equal(OutgoingKinds.All.Order(StringComparer.Ordinal), document["webhooks"]!.AsObject().Select(w => w.Key).Order(StringComparer.Ordinal));
        for (var n = 0; n < 200 && endpoint.Calls.Select(c => c.Type).Distinct().Count() < OutgoingKinds.All.Count; n++)
        {
            await Task.Delay(100); // the portal's own worker sends them
        }

        foreach (var kind in OutgoingKinds.All)
        {
            var call = endpoint.Calls.First(c => c.Type == OutgoingKinds.TypeOf(kind));
            var media = document["webhooks"]![kind]!["post"]!["requestBody"]!["content"]![call.ContentType!]!;
            Assert.Empty(Differences(document, media["schema"]!, JsonNode.Parse(call.Body), kind));
            Assert.Empty(Differences(document, media["schema"]!, media["example"], $"example of {kind}"));
        }
    }

    private static IEnumerable<string> Differences(JsonNode document, JsonNode schema, JsonNode? value, string at)
    {
        if (schema["$ref"] is { } reference)
        {
            schema = document["components"]!["schemas"]![reference.ToString().Split('/')[^1]]!;
        }

        if (value is not JsonObject thing || schema["properties"] is not JsonObject known)
        {
            return [];
        }

        var required = schema["required"]?.AsArray().Select(r => r!.ToString()).ToList() ?? [];
        return thing.Where(m => !known.ContainsKey(m.Key)).Select(m => $"{at}.{m.Key} is not described").Concat(required.Where(r => !thing.ContainsKey(r)).Select(r => $"{at}.{r} is missing"))
            .Concat(thing.Where(m => known.ContainsKey(m.Key)).SelectMany(m => Differences(document, known[m.Key]!, m.Value, $"{at}.{m.Key}")));
    }
}
