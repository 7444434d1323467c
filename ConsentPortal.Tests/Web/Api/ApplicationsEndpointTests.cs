using System.Net;
using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>A program asks what its key is, hears its limits with every answer, and is counted.</summary>
public sealed class ApplicationsEndpointTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly object Question = new { profile = "default", purpose = "commercial", channel = "email", items = new[] { new { address = "ann@example.com" } } };

    [Fact]
    public async Task A_key_reads_what_it_is_whatever_its_scopes()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramOfAsync("default", "suppressions:write");

        var answer = await GetAsync(crm, "applications/self");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("CRM", crm.KeyId.ToString()), (answer.Json.GetProperty("application").GetProperty("name").GetString(), answer.Json.GetProperty("key").GetProperty("id").GetString()));
        Assert.Equal(("default", "suppressions:write", JsonValueKind.Null), (answer.Json.GetProperty("profile").GetString(), answer.Json.GetProperty("scopes")[0].GetString(), answer.Json.GetProperty("requestsPerMinute").ValueKind));
        Assert.DoesNotContain(crm.Key.Split('_', 3)[2], answer.Text, StringComparison.Ordinal);
        Assert.NotNull(JsonSerializer.Deserialize<OwnKeyAnswer>(ApplicationExamples.Self.Answer, ApiJson.Options));
        crm.Http.DefaultRequestHeaders.Authorization = null;
        (await GetAsync(crm, "applications/self")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_limit_of_its_own_is_told_with_every_answer_and_changed_at_once()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();
        Assert.False((await crm.PostAsync("consent/check", Question)).Headers.ContainsKey("RateLimit"));
        await portal.Get<EditApiKey>().RunAsync(new(crm.KeyId, 2, null), Actors.Admin, Ct);

        var first = await crm.PostAsync("consent/check", Question);
        Assert.Equal("\"default\";q=2;w=60", first.Headers["RateLimit-Policy"]);
        Assert.Matches("^\"default\";r=1;t=([1-9]|[1-5][0-9]|60)$", first.Headers["RateLimit"]);
        await crm.PostAsync("consent/check", Question);
        var refused = (await crm.PostAsync("consent/check", Question)).IsProblem(HttpStatusCode.TooManyRequests);
        Assert.StartsWith("\"default\";r=0;t=", refused.Headers["RateLimit"]);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], null), 1, 60);

        await portal.Get<EditApiKey>().RunAsync(new(crm.KeyId, 50, null), Actors.Admin, Ct);
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync("consent/check", Question)).Status);
    }

    [Fact]
    public async Task Calls_are_counted_by_kind_and_end_beside_the_answers()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync("consent:check", "consent:write");
        await crm.PostAsync("consent/check", Question);
        await crm.PostAsync("consent/check", "{");
        await crm.PostAsync("suppressions", new { });
        await crm.SaysAsync("ann@example.com", "optedOut");
        await GetAsync(crm, "applications/self");

        await portal.Get<NoteCalls>().RunAsync(new(), Actor.System, Ct);

        await using var db = portal.NewDb();
        var rows = db.Set<CallCount>().AsEnumerable().Select(c => (c.Kind, c.Status, c.Count)).Order().ToList();
        Assert.Equal([(CallKind.Check, 200, 1L), (CallKind.Check, 400, 1), (CallKind.Record, 200, 1), (CallKind.Suppressions, 403, 1), (CallKind.Other, 200, 1)], rows);
    }

    [Theory]
    [InlineData("/api/v1/consent/check", CallKind.Check)]
    [InlineData("/api/v1/consent/events", CallKind.Record)]
    [InlineData("/api/v1/contacts/{externalId}", CallKind.People)]
    [InlineData("/api/v1/events/stream", CallKind.Feed)]
    [InlineData("/api/v1/webhooks/{id}/test", CallKind.Webhooks)]
    [InlineData("", CallKind.Other)]
    public void A_path_is_a_kind_of_call(string route, CallKind kind) => Assert.Equal(kind, CallKinds.Of(route));

    private static async Task<ApiAnswer> GetAsync(ApiClient crm, string path)
    {
        using var answer = await crm.Http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Ct);
        return await ApiAnswer.OfAsync(answer);
    }
}
