using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.Consent;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api.OpenApi;

public sealed partial class OpenApiDocsTests
{
    private static readonly JsonSerializerOptions Strict = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    [Fact]
    public async Task The_document_is_public_OpenAPI_3_1_and_says_that_senders_fail_closed()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>());
        Assert.Contains("any error, timeout or unknown value means *do not send*", document["info"]!["description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["apiKey"]!["scheme"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/v1/consent/check")]
    [InlineData("/api/v1/audience/filter")]
    [InlineData("/api/v1/links")]
    [InlineData("/api/v1/consent/events")]
    [InlineData("/api/v1/contact-points/query")]
    [InlineData("/api/v1/suppressions")]
    [InlineData("/api/v1/suppressions/lift")]
    public async Task Every_call_is_described_with_schemas_examples_scope_and_refusals(string path)
    {
        var call = (await DocumentAsync())["paths"]![path]!["post"]!;
        var (body, answer) = (call["requestBody"]!["content"]!.AsObject().Single().Value!, call["responses"]!["200"]!["content"]!.AsObject().Single().Value!);

        Assert.All(new[] { body, answer }, media => Assert.True(media["schema"] is not null && media["example"] is not null));
        Assert.Contains("Needs the scope `", call["description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(["400", "401", "403", "413", "415", "429"], status => Assert.NotNull(call["responses"]![status]!["content"]!["application/problem+json"]));
    }

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/events/stream")]
    public async Task A_call_without_a_body_is_described_too(string path)
    {
        var call = (await DocumentAsync())["paths"]![path]!["get"]!;
        var answer = call["responses"]!["200"]!["content"]!.AsObject().Single().Value!;

        Assert.Null(call["requestBody"]);
        Assert.True(answer["schema"] is not null && answer["example"] is not null);
        Assert.Contains("after", call["parameters"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()));
        Assert.Contains("Needs the scope `events:read`", call["description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(["400", "401", "403", "409", "429"], status => Assert.NotNull(call["responses"]![status]!["content"]!["application/problem+json"]));
        Assert.NotNull(JsonSerializer.Deserialize<FeedAnswer>(Examples.Feed.Answer, Strict));
    }

    [Fact]
    public async Task The_schemas_name_reasons_ids_and_times_as_they_are_sent()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;
        var text = schemas.ToJsonString();

        Assert.Contains("allowed_not_opted_out", text, StringComparison.Ordinal);
        Assert.Contains("unsubscribe_headers", text, StringComparison.Ordinal);
        Assert.Contains("purpose_state", text, StringComparison.Ordinal);
        Assert.Contains("keptOptOut", text, StringComparison.Ordinal);
        Assert.Equal("date-time", schemas["CheckAnswer"]!["properties"]!["decidedAt"]!["format"]!.GetValue<string>());
        Assert.Contains("\"pattern\":\"^[0-9]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_example_works_as_printed_and_the_answer_has_the_described_shape()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        await SendAsync<CheckAnswer>(crm, "consent/check", Examples.Check);
        await SendAsync<EventsAnswer>(crm, "consent/events", Examples.Events);
        await SendAsync<ContactPointAnswer>(crm, "contact-points/query", Examples.ContactPoint);
        await SendAsync<SuppressionAnswer>(crm, "suppressions", Examples.Suppress);
        await SendAsync<LiftAnswer>(crm, "suppressions/lift", Examples.Lift);
        await SendAsync<LinksAnswer>(crm, "links", Examples.Links);
        var filtered = await crm.SendAsync("audience/filter?profile=default&purpose=transactional&channel=email", Examples.Filter.Request!, FilterEndpoint.MediaType);
        Assert.Equal(Examples.Filter.Answer, filtered.Text);
    }

    [Fact]
    public async Task The_page_to_read_it_is_public_and_runs_no_inline_script()
    {
        var portal = await SharedPortal.GetAsync();
        using var anybody = portal.NewClient();

        using var page = await anybody.GetAsync(new Uri("/api/docs/index.html", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch("<script[^>]*>[^<]", await page.Content.ReadAsStringAsync());
    }

    private static async Task SendAsync<T>(ApiClient crm, string path, ApiOperation example)
    {
        var answer = await crm.PostAsync(path, example.Request!);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Text}");
        Assert.NotNull(JsonSerializer.Deserialize<T>(answer.Text, Strict));
        Assert.NotNull(JsonSerializer.Deserialize<T>(example.Answer, Strict));
    }

    private static async Task<JsonNode> DocumentAsync()
    {
        var portal = await SharedPortal.GetAsync();
        using var anybody = portal.NewClient();
        return JsonNode.Parse(await anybody.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }
}
