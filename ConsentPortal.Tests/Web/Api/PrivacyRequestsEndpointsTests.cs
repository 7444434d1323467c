using System.Net;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>Another system hands requests in and follows them, without a name or an address in a path, a query or a list.</summary>
public sealed class PrivacyRequestsEndpointsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_program_hands_a_request_in_follows_it_comments_on_it_and_withdraws_it(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var desk = await portal.ProgramAsync();
        var made = await desk.PostAsync("requests", RequestExamples.Open.Request!, "handed-in-1");
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        var path = $"requests/{made.Json.GetProperty("id").GetString()}";
        Assert.Equal($"/api/v1/{path}", made.Headers["Location"]);
        Assert.Equal(made.Text, (await desk.PostAsync("requests", RequestExamples.Open.Request!, "handed-in-1")).Text);
        Assert.DoesNotContain("ann@", made.Text, StringComparison.Ordinal);

        var again = await desk.PostAsync("requests", new { kind = "get", email = "ANN@example.com" });
        Assert.Equal(made.Json.GetProperty("id").GetString(), again.Json.GetProperty("repeats").GetString());

        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, CancellationToken.None); // as the worker does
        var read = await desk.GetAsync(path);
        Assert.Equal("identityPending", read.Json.GetProperty("state").GetString());
        Assert.Equal("Lee", (await desk.GetAsync($"{path}/submission")).Json.GetProperty("lastName").GetString());
        (await desk.SendAsync($"{path}/comments", """{ "text": "She called." }""", null, ("If-Match", "\"stale\""))).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.OK, (await desk.SendAsync($"{path}/comments", """{ "text": "She called." }""", null, ("If-Match", read.Tag))).Status);

        var withdrawn = await desk.PostAsync($"{path}/withdraw", RequestExamples.Withdraw.Request!);
        Assert.Equal("withdrawn", withdrawn.Json.GetProperty("state").GetString());
        (await desk.PostAsync($"{path}/withdraw", "{}")).IsProblem(HttpStatusCode.Conflict);
        var timeline = (await desk.GetAsync($"{path}/timeline")).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("kind").GetString()).ToList();
        Assert.Equal(("received", "commented", "moved"), (timeline[0], timeline[^2], timeline[^1]));
    }

    [Fact]
    public async Task A_list_goes_by_keyset_and_narrows_by_what_a_row_says()
    {
        await using var portal = await WebPortal.StartAsync();
        using var desk = await portal.ProgramAsync();
        foreach (var (kind, email) in new[] { ("get", "a@example.com"), ("forget", "b@example.com"), ("get", "c@example.com") })
        {
            Assert.Equal(HttpStatusCode.Created, (await desk.PostAsync("requests", new { kind, email })).Status);
        }

        Assert.Equal(HttpStatusCode.Created, (await desk.PostAsync("profiles", RuleExamples.CreateProfile.Request!)).Status);
        Assert.Equal(HttpStatusCode.Created, (await desk.PostAsync("requests", new { kind = "forget", email = "d@example.com", profile = "uk-shop" })).Status); // its law names a day
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, CancellationToken.None); // as the worker does
        var first = await desk.GetAsync("requests?kind=get&limit=1");
        var second = await desk.GetAsync($"requests?kind=get&limit=1&cursor={first.Json.GetProperty("next").GetString()}");
        Assert.Equal(["2", "3", "1"], new[] { await CountAsync(desk, "kind=get"), await CountAsync(desk, "open=true&profile=default"), await CountAsync(desk, "kind=forget&state=identityPending&dueBy=2999-01-01") });
        Assert.Equal(["0", "4"], new[] { await CountAsync(desk, "dueBy=2020-01-01"), await CountAsync(desk, "open=true") });
        Assert.NotEqual(first.First.GetProperty("id").GetString(), second.First.GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
        Assert.DoesNotContain("example.com", (await desk.GetAsync("requests")).Text, StringComparison.Ordinal);
        Assert.Equal(["kind", "dueBy", "email"], (await desk.GetAsync("requests?kind=other&dueBy=soon&email=a%40example.com")).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task A_key_of_one_profile_sees_and_touches_its_own_requests_only_and_scopes_hold()
    {
        await using var portal = await WebPortal.StartAsync();
        using var desk = await portal.ProgramAsync();
        Assert.Equal(HttpStatusCode.Created, (await desk.PostAsync("profiles", RuleExamples.CreateProfile.Request!)).Status);
        var code = JsonSerializer.Deserialize<JsonElement>(RuleExamples.CreateProfile.Request!).GetProperty("code").GetString()!;
        using var bound = await portal.ProgramOfAsync(code);
        using var writer = await portal.ProgramAsync("requests:write");
        using var reader = await portal.ProgramAsync("requests:read");
        var path = $"requests/{(await desk.PostAsync("requests", new { kind = "get", email = "a@example.com" })).Json.GetProperty("id").GetString()}";

        var own = await bound.PostAsync("requests", new { kind = "get", email = "b@example.com" });
        Assert.Equal(code, own.Json.GetProperty("profile").GetString());
        (await bound.PostAsync("requests", new { kind = "get", email = "b@example.com", profile = "default" })).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(own.Json.GetProperty("id").GetString(), Assert.Single((await bound.GetAsync("requests")).Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        foreach (var call in new[] { path, $"{path}/submission", $"{path}/timeline" })
        {
            (await bound.GetAsync(call)).IsProblem(HttpStatusCode.NotFound);
        }

        (await bound.PostAsync($"{path}/withdraw", "{}")).IsProblem(HttpStatusCode.NotFound);
        (await reader.GetAsync($"{path}/submission")).IsProblem(HttpStatusCode.Forbidden);
        (await reader.PostAsync($"{path}/withdraw", "{}")).IsProblem(HttpStatusCode.Forbidden);
        (await writer.GetAsync("requests")).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal("withdrawn", (await writer.PostAsync($"{path}/withdraw", "{}")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_field()
    {
        var portal = await SharedPortal.GetAsync();
        using var desk = await portal.ProgramAsync("requests:write");

        Assert.Equal(["kind", "fields.number", "colour"], (await desk.PostAsync("requests", new { kind = "sing", fields = new { number = 7 }, colour = "red" })).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["email", "phone"], (await desk.PostAsync("requests", new { kind = "get", email = "no address", phone = "12" })).IsProblem(HttpStatusCode.BadRequest).Fields);
        (await desk.PostAsync("requests/17/comments", new { text = "Hello" })).IsProblem(HttpStatusCode.NotFound);
    }

    private static async Task<string> CountAsync(ApiClient desk, string filter)
        => (await desk.GetAsync($"requests?{filter}")).Json.GetProperty("items").GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
