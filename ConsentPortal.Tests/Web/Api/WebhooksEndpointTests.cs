using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.OpenApi;
using ConsentPortal.Web.Api.Webhooks;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>A program keeps its own webhooks: from the first to the log of what was sent.</summary>
public sealed class WebhooksEndpointTests
{
    private static readonly string[] Changed = ["consent.changed"], Unknown = ["nothing"];
    private static readonly JsonSerializerOptions Strict = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    [Fact]
    public async Task A_program_adds_tests_follows_and_removes_a_webhook()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:Webhooks:AllowLoopback", "true"));
        using var crm = await portal.ProgramAsync();
        using HookEndpoint endpoint = new();
        var made = await crm.PostAsync("webhooks", new { url = endpoint.Url, kinds = Changed });
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        var (path, secret) = ($"webhooks/{made.Json.GetProperty("webhook").GetProperty("id").GetString()}", made.Json.GetProperty("secret").GetString()!);

        var tested = await crm.PostAsync($"{path}/test", "{}");
        Assert.True(tested.Json.GetProperty("arrived").GetBoolean());
        await crm.SaysAsync("ann@example.com", "optedOut");
        for (var n = 0; n < 100 && endpoint.Calls.Count < 2; n++)
        {
            await Task.Delay(100); // the portal's own worker sends it
        }

        var call = endpoint.Calls[1];
        Assert.True(call.IsSignedBy(secret));
        using var feed = await crm.Http.GetAsync(new Uri("/api/v1/events", UriKind.Relative));
        var item = JsonSerializer.Deserialize<JsonElement>(await feed.Content.ReadAsStringAsync()).GetProperty("items")[0].EnumerateObject().Where(m => m.Name != "address").Select(m => $"{m.Name}={m.Value.GetRawText()}");
        Assert.Equal(item, call.Data.EnumerateObject().Select(m => $"{m.Name}={m.Value.GetRawText()}"));

        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync($"{path}/rotate", "{}")).Status);
        Assert.Equal(1, (await crm.PostAsync($"{path}/backfill", new { after = "0" })).Json.GetProperty("events").GetInt64());
        var log = await GetAsync(crm, $"{path}/deliveries");
        Assert.Contains("\"consent.changed\"", log, StringComparison.Ordinal);
        Assert.Contains("\"delivered\"", await GetAsync(crm, $"{path}/health"), StringComparison.Ordinal);
        using HttpRequestMessage remove = new(HttpMethod.Delete, $"/api/v1/{path}");
        using (var read = await crm.Http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative)))
        {
            remove.Headers.IfMatch.Add(read.Headers.ETag!);
        }

        using var removed = await crm.Http.SendAsync(remove);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Faults_are_named_and_another_application_finds_nothing()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("webhooks:write");
        using var reader = await portal.ProgramAsync("events:read");

        Assert.Equal(["url", "kinds"], (await crm.PostAsync("webhooks", new { url = "http://10.0.0.1/", kinds = Unknown })).IsProblem(HttpStatusCode.BadRequest).Fields);
        (await crm.PostAsync("webhooks/17/test", "{}")).IsProblem(HttpStatusCode.NotFound);
        (await reader.PostAsync("webhooks", new { url = "https://example.com/", kinds = Changed })).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void The_examples_have_the_described_shapes()
    {
        Shape<WebhookMade>(WebhookExamples.Add);
        Shape<ApiList<WebhookAnswer>>(WebhookExamples.List);
        Shape<HealthAnswer>(WebhookExamples.Health);
        Shape<SecretAnswer>(WebhookExamples.Rotate);
        Shape<TestAnswer>(WebhookExamples.Test);
        Shape<ApiList<DeliveryAnswer>>(WebhookExamples.Deliveries);
    }

    private static void Shape<T>(ApiOperation example) => Assert.NotNull(JsonSerializer.Deserialize<T>(example.Answer, Strict));

    private static async Task<string> GetAsync(ApiClient crm, string path) => await crm.Http.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
}
