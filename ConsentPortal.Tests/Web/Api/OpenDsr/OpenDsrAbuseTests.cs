using System.Net;
using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api.OpenDsr;

/// <summary>Controllers with other intentions.</summary>
public sealed class OpenDsrAbuseTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_same_request_many_times_at_once_is_one_case_and_another_controller_neither_sees_nor_ends_it(DatabaseProvider provider)
    {
        await using var scene = await DsrScene.StartAsync(provider);
        using var controller = await scene.ControllerAsync("requests:write");
        var issued = (await scene.Portal.Get<ConsentPortal.Core.Integration.IssueApiKey>().RunAsync(new("Other", "Another controller", null, ["requests:write"]), Actors.Admin, Ct)).Value;
        using var http = scene.Portal.NewClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", issued.Key);
        using ApiClient other = new(http, issued.Id, issued.Key);
        var id = Guid.NewGuid().ToString();
        var body = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(DsrScene.Body(id)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body)));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.Text));
        Assert.Single(answers.Select(a => a.Text).Distinct(StringComparer.Ordinal));
        await using var db = scene.Portal.NewDb();
        Assert.Equal(1, await db.Set<PrivacyRequest>().CountAsync(Ct));
        var unknown = await DsrScene.SendAsync(other, HttpMethod.Get, $"requests/{Guid.NewGuid()}");
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
        {
            var answer = await DsrScene.SendAsync(other, method, $"requests/{id}");
            Assert.Equal((HttpStatusCode.NotFound, unknown.Text), (answer.Status, answer.Text));
        }

        Assert.Equal("pending", (await DsrScene.SendAsync(controller, HttpMethod.Get, $"requests/{id}")).Json.GetProperty("request_status").GetString());
        Assert.Equal(HttpStatusCode.Created, (await DsrScene.SendAsync(other, HttpMethod.Post, "requests", DsrScene.Body(id, "erasure", "eve@example.com"))).Status); // its own number, for its own
    }

    [Fact]
    public async Task Without_a_key_or_with_another_or_a_lesser_one_nothing_is_taken_in()
    {
        await using var scene = await DsrScene.StartAsync();
        using var reader = await scene.Portal.ProgramAsync("consent:read");
        using var nobody = scene.Portal.NewClient();
        foreach (var key in (string?[])[null, "Bearer ", "Bearer none", $"Bearer {reader.Key}x", $"Bearer {reader.Key[..^1]}", "Basic YWRtaW46YWRtaW4="])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/opendsr/v2/requests") { Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(DsrScene.Body()), Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("Authorization", key);
            using var answer = await nobody.SendAsync(request, Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{key}: {answer.StatusCode}");
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await DsrScene.SendAsync(reader, HttpMethod.Post, "requests", DsrScene.Body())).Status);
        await using var db = scene.Portal.NewDb();
        Assert.False(await db.Set<PrivacyRequest>().AnyAsync(Ct));
    }

    [Fact]
    public async Task Bodies_that_are_huge_or_deep_or_full_of_identities_are_refused_and_cost_nothing()
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        var many = DsrScene.Body();
        many["subject_identities"] = Enumerable.Range(0, 5000).Select(n => new { identity_type = "email", identity_format = "raw", identity_value = $"a{n}@example.com" }).ToArray();
        var callbacks = DsrScene.Body();
        callbacks["status_callback_urls"] = Enumerable.Repeat("https://example.com/", 500).ToArray();
        object[] bodies = [many, callbacks, "[" + new string('[', 50_000), $"{{\"regulation\":\"{new string('g', 12_000_000)}\"}}", "{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), "\uFEFF", "null", "7"];
        foreach (var body in bodies)
        {
            try
            {
                var answer = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body);
                Assert.InRange((int)answer.Status, 400, 499);
                Assert.True(answer.Body.Length < 10_000, $"{answer.Body.Length}");
            }
            catch (HttpRequestException)
            {
                // too much: it hung up while we were still sending
            }
        }

        await using var db = scene.Portal.NewDb();
        Assert.False(await db.Set<PrivacyRequest>().AnyAsync(Ct));
    }

    [Theory]
    [InlineData("https://10.0.0.1/", "10.0.0.1")]
    [InlineData("https://169.254.169.254/latest/meta-data", "169.254.169.254")]
    [InlineData("https://[fd00::1]/", "fd00::1")]
    [InlineData("https://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1")]
    [InlineData("https://0x0a000001/", "10.0.0.1")]
    [InlineData("https://user:word@example.com/", "example.com")]
    [InlineData("http://example.com/", "example.com")]
    [InlineData("file:///etc/passwd", "")]
    [InlineData("https://example.com@10.0.0.1/", "10.0.0.1")]
    public async Task Nobody_is_told_at_an_address_inside_even_where_its_host_is_allowed(string url, string host)
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        await using (var db = scene.Portal.NewDb())
        {
            await db.Set<ConsentPortal.Core.Integration.Application>().ExecuteUpdateAsync(s => s.SetProperty(a => a.CallbackHosts, host), Ct); // as if somebody had allowed it
        }

        var body = DsrScene.Body();
        body["status_callback_urls"] = new[] { url };
        var answer = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body);

        Assert.Equal((HttpStatusCode.BadRequest, "status_callback_urls"), (answer.Status, string.Join(',', answer.Reasons)));
    }

    [Fact]
    public async Task A_callback_follows_no_redirect_and_one_that_never_arrives_keeps_no_other_controller_waiting()
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        using HookEndpoint inside = new();
        using HookEndpoint endpoint = new() { Answer = _ => (302, null, inside.Url) };
        await scene.AllowAsync("127.0.0.1");
        var body = DsrScene.Body();
        body["status_callback_urls"] = new[] { endpoint.Url };
        var made = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body);
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        await using var db = scene.Portal.NewDb();
        var dsr = await db.Set<DsrRequest>().SingleAsync(Ct);
        db.AddRange(Enumerable.Range(0, 1001).Select(n => new DsrCallback
        {
            Id = scene.Portal.Get<IdSource>().Next<DsrCallback>(), DsrId = dsr.Id, Url = $"https://dead{n}.example.com/", Status = DsrStatus.InProgress, At = DateTimeOffset.UtcNow, NextAttemptAt = DateTimeOffset.UtcNow.AddDays(1),
        }));
        db.Add(new DsrCallback { Id = scene.Portal.Get<IdSource>().Next<DsrCallback>(), DsrId = dsr.Id, Url = endpoint.Url, Status = DsrStatus.InProgress, At = DateTimeOffset.UtcNow, NextAttemptAt = DateTimeOffset.UtcNow.AddSeconds(-1) });
        await db.SaveChangesAsync(Ct);

        await scene.Portal.Get<TellDsr>().RunAsync(new(), Actor.System, Ct);

        Assert.NotEmpty(endpoint.Calls);
        Assert.Empty(inside.Calls);
    }
}
