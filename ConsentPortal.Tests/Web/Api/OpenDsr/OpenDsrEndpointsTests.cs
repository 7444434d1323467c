using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Tests.Web.Api.Fuzz;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api.OpenDsr;

/// <summary>Another controller hands requests in by OpenDSR 2.0: signed answers, the clock of the person, and no word on who is known.</summary>
public sealed class OpenDsrEndpointsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_request_is_taken_in_followed_and_cancelled_with_signed_answers(DatabaseProvider provider)
    {
        await using var scene = await DsrScene.StartAsync(provider);
        using var controller = await scene.ControllerAsync("requests:write");
        using var other = await scene.Portal.ProgramAsync("requests:write");
        var id = Guid.NewGuid().ToString();
        var body = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(DsrScene.Body(id)));

        var made = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body);
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        Assert.True(made.IsSignedBy(scene.Certificate));
        Assert.Equal(body, made.Json.GetProperty("encoded_request").GetBytesFromBase64());
        Assert.True(made.Json.GetProperty("expected_completion_time").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddDays(20));
        Assert.Equal(made.Text, (await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body)).Text);
        Assert.Equal(["subject_request_id"], (await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", DsrScene.Body(id, "erasure"))).Reasons);

        await using (var db = scene.Portal.NewDb())
        {
            var request = await db.Set<PrivacyRequest>().SingleAsync();
            Assert.Equal((RequestKind.Get, RequestIntake.OpenDsr), (request.Kind, request.Intake));
            Assert.InRange(request.ReceivedAt, DateTimeOffset.UtcNow.AddDays(-2.1), DateTimeOffset.UtcNow.AddDays(-1.9)); // when the person asked
        }

        var read = await DsrScene.SendAsync(controller, HttpMethod.Get, $"requests/{id}");
        Assert.Equal("pending", read.Json.GetProperty("request_status").GetString());
        Assert.True(read.IsSignedBy(scene.Certificate));
        Assert.Equal(HttpStatusCode.Accepted, (await DsrScene.SendAsync(controller, HttpMethod.Delete, $"requests/{id}")).Status);
        Assert.Equal("cancelled", (await DsrScene.SendAsync(controller, HttpMethod.Get, $"requests/{id}")).Json.GetProperty("request_status").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await DsrScene.SendAsync(controller, HttpMethod.Delete, $"requests/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DsrScene.SendAsync(controller, HttpMethod.Get, $"requests/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task A_hash_and_a_customer_number_find_the_person_behind_the_answer_which_is_the_same_for_strangers()
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        var ann = (await scene.Portal.Get<AddContact>().RunAsync(new(new() { LastName = "Lee", ExternalId = "crm-17" }, [new(Channel.Email, "Ann@Example.com")]), Actors.Admin, CancellationToken.None)).Value;
        var (known, stranger) = (Hash("ann@example.com"), Hash("nobody@example.com"));

        var answers = new[]
        {
            await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", DsrScene.Body(identity: known, format: "sha256")), await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", DsrScene.Body(identity: stranger, format: "sha256")),
            await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", DsrScene.Body(identity: "crm-17", identityType: "controller_customer_id")),
        };
        Assert.All(answers, a => Assert.Equal((HttpStatusCode.Created, "api_version,controller_id,encoded_request,expected_completion_time,received_time,subject_request_id"), (a.Status, string.Join(',', a.Json.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)))));
        Assert.Single(answers.Select(a => a.Json.GetProperty("expected_completion_time").GetString()).Distinct());

        await scene.Portal.Get<MatchDsr>().RunAsync(new(), Actor.System, CancellationToken.None);
        await using var db = scene.Portal.NewDb();
        Assert.Equal([ann, default, ann], await db.Set<PrivacyRequest>().OrderBy(r => r.Id).Select(r => r.ContactId).ToListAsync());
        foreach (var answer in answers)
        {
            var read = await DsrScene.SendAsync(controller, HttpMethod.Get, $"requests/{answer.Json.GetProperty("subject_request_id").GetString()}");
            Assert.DoesNotContain(ann.ToString(), read.Text, StringComparison.Ordinal);
            Assert.Equal(5, read.Json.EnumerateObject().Count());
        }
    }

    [Fact]
    public async Task Each_change_of_state_is_told_in_order_and_signed_and_again_until_it_arrives()
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        using HookEndpoint endpoint = new();
        var body = DsrScene.Body();
        body["status_callback_urls"] = new[] { endpoint.Url };
        Assert.Equal(["status_callback_urls"], (await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body)).Reasons); // nobody allowed the host
        await scene.AllowAsync("127.0.0.1");
        Assert.Equal(HttpStatusCode.Created, (await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body)).Status);

        await using var db = scene.Portal.NewDb();
        var request = await db.Set<PrivacyRequest>().SingleAsync();
        await scene.Portal.Get<KeepRequests>().RunAsync(new(), Actor.System, CancellationToken.None); // acknowledged, as the worker does
        foreach (var state in new[] { RequestState.Verified, RequestState.InProgress, RequestState.Review })
        {
            Assert.True((await scene.Portal.Get<MoveRequest>().RunAsync(new(request.Id, state, "By telephone."), Actors.Admin, CancellationToken.None)).Ok);
        }

        Assert.True((await scene.Portal.Get<CloseRequest>().RunAsync(new(request.Id, RequestState.Refused, "no_data_held", "We hold nothing."), Actors.Admin, CancellationToken.None)).Ok);
        endpoint.Answer = call => (endpoint.Calls.Count == 1 ? 500 : 200, null, null);
        for (var n = 0; n < 200 && await db.Set<DsrCallback>().CountAsync(c => c.ArrivedAt != null) < 2; n++)
        {
            await scene.Portal.Get<TellDsr>().RunAsync(new(), Actor.System, CancellationToken.None);
            await Task.Delay(300);
        }

        Assert.Equal(["in_progress", "in_progress", "completed"], endpoint.Calls.Select(c => c.Json.GetProperty("request_status").GetString()));
        Assert.Equal("no_data_held", endpoint.Calls[^1].Json.GetProperty("extensions").GetProperty(DsrScene.Domain).GetProperty("reason").GetString());
        Assert.All(endpoint.Calls, c => Assert.Equal(endpoint.Url, c.Json.GetProperty("status_callback_url").GetString()));
        Assert.All(endpoint.Calls, c => Assert.True(DsrAnswer.IsSigned(Encoding.UTF8.GetBytes(c.Body), c.DsrSignature, scene.Certificate)));
    }

    [Fact]
    public async Task What_is_wrong_is_named_without_what_stood_there_and_no_broken_body_makes_it_fail()
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        var body = DsrScene.Body("7B9C2D7E-0000-1000-8000-000000000000", "sell", "not-a-hash-of-ann", format: "sha256");
        (body["regulation"], body["submitted_time"]) = ("lgpd", "yesterday");
        var refused = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body);
        Assert.Equal(["regulation", "subject_request_id", "subject_request_type", "submitted_time", "subject_identities[0].identity_value"], refused.Reasons);
        Assert.DoesNotContain("ann", refused.Text, StringComparison.Ordinal);

        JsonMess mess = new(20261123);
        var example = System.Text.Json.JsonSerializer.Serialize(DsrScene.Body());
        for (var n = 0; n < 150; n++)
        {
            var answer = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", mess.Of(example));
            Assert.True((int)answer.Status is 201 or (>= 400 and < 500), $"{answer.Status} {answer.Text}");
            Assert.True(answer.Status == HttpStatusCode.Created || !answer.Text.Contains("ann@example.com", StringComparison.OrdinalIgnoreCase), answer.Text);
        }
    }

    [Fact]
    public async Task Discovery_names_the_certificate_and_our_own_rights_open_by_the_extension()
    {
        await using var scene = await DsrScene.StartAsync();
        using var controller = await scene.ControllerAsync();
        var discovery = await DsrScene.SendAsync(controller, HttpMethod.Get, "discovery");
        Assert.True(discovery.IsSignedBy(scene.Certificate));
        Assert.Equal(["access", "portability", "erasure"], discovery.Json.GetProperty("supported_subject_request_types").EnumerateArray().Select(t => t.GetString()));
        Assert.EndsWith("/opendsr/v2/certificate.pem", discovery.Json.GetProperty("processor_certificate").GetString(), StringComparison.Ordinal);
        using var published = X509Certificate2.CreateFromPem((await DsrScene.SendAsync(controller, HttpMethod.Get, "certificate.pem")).Text);
        Assert.Equal(scene.Certificate.Thumbprint, published.Thumbprint);

        var body = DsrScene.Body();
        body["extensions"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["other.example"] = new { right = 7 }, [DsrScene.Domain] = new { right = "restrict", last_name = "Lee" } };
        var made = await DsrScene.SendAsync(controller, HttpMethod.Post, "requests", body);
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        await using var db = scene.Portal.NewDb();
        Assert.Equal(RequestKind.Restrict, (await db.Set<PrivacyRequest>().SingleAsync()).Kind);
    }

    [Fact]
    public async Task Without_a_certificate_discovery_says_so_and_the_doors_are_shut()
    {
        var portal = await SharedPortal.GetAsync();
        using var controller = await portal.ProgramAsync("requests:write");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await DsrScene.SendAsync(controller, HttpMethod.Get, "discovery")).Json.GetProperty("processor_certificate").ValueKind);
        foreach (var (method, path) in new[] { (HttpMethod.Post, "requests"), (HttpMethod.Get, $"requests/{Guid.NewGuid()}"), (HttpMethod.Delete, $"requests/{Guid.NewGuid()}") })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await DsrScene.SendAsync(controller, method, path, method == HttpMethod.Post ? DsrScene.Body() : null)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await DsrScene.SendAsync(controller, HttpMethod.Get, "nothing")).Status);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
