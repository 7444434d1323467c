using System.Net;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

public sealed partial class CheckEndpointTests
{
    private const string Path = "consent/check";
    private static readonly (string, string) Public = ("ConsentPortal:PublicUrl", "https://consent.example.com");

    [Theory, OnEveryDatabase]
    public async Task A_check_answers_in_the_approved_shape_and_in_the_order_asked(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider, Public);
        using var crm = await portal.ProgramAsync("consent:check");

        var answer = await crm.PostAsync(Path, new
        {
            profile = "default", purpose = "commercial", topic = "newsletter", channel = "email", minimumLevel = (int?)null, at = (string?)null, explain = true, links = true, messageRef = (string?)null,
            items = new object[] { new { @ref = "1", address = "Ann@Example.com" }, new { @ref = "2", address = "not an address" }, new { address = "bob@example.com", contact = "nobody" } },
        });

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Approved.Shape("consent-check", answer.Json);
    }

    [Fact]
    public async Task Trace_links_and_headers_come_only_when_asked_for()
    {
        await using var portal = await WebPortal.StartAsync(with: Public);
        using var crm = await portal.ProgramAsync("consent:check");

        var plain = (await crm.PostAsync(Path, Ask())).First;

        Assert.Equal(["ref", "allowed", "reason", "since", "evidence", "tracking", "obligations"], plain.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("ref").ValueKind);
    }

    [Fact]
    public async Task Links_are_for_allowed_items_and_the_header_pair_for_commercial_email()
    {
        await using var portal = await WebPortal.StartAsync(with: Public);
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("no@example.com", "optedOut");

        var mail = await crm.PostAsync(Path, Ask("yes@example.com", "no@example.com", "broken"));
        var (yes, no, broken) = (mail.Json.GetProperty("items")[0], mail.Json.GetProperty("items")[1], mail.Json.GetProperty("items")[2]);
        Assert.False(yes.TryGetProperty("unsubscribeUrl", out _));
        mail = await crm.PostAsync(Path, new { profile = "default", purpose = "commercial", channel = "email", links = true, messageRef = "spring", items = new[] { new { address = "yes@example.com" }, new { address = "no@example.com" }, new { address = "broken" } } });
        (yes, no, broken) = (mail.Json.GetProperty("items")[0], mail.Json.GetProperty("items")[1], mail.Json.GetProperty("items")[2]);

        var url = yes.GetProperty("unsubscribeUrl").GetString()!;
        Assert.Matches("^https://consent\\.example\\.com/u/[A-Za-z0-9_-]{59}$", url);
        Assert.Equal($"<{url}>", yes.GetProperty("headers").GetProperty("List-Unsubscribe").GetString());
        Assert.Equal("List-Unsubscribe=One-Click", yes.GetProperty("headers").GetProperty("List-Unsubscribe-Post").GetString());
        Assert.False(no.TryGetProperty("unsubscribeUrl", out _));
        Assert.False(broken.TryGetProperty("unsubscribeUrl", out _));

        var receipt = (await crm.PostAsync(Path, new { profile = "default", purpose = "transactional", channel = "email", links = true, items = new[] { new { address = "no@example.com" } } })).First;
        Assert.True(receipt.TryGetProperty("unsubscribeUrl", out _));
        Assert.False(receipt.TryGetProperty("headers", out _));
        Assert.Empty(receipt.GetProperty("obligations").EnumerateArray());
    }

    [Fact]
    public async Task As_of_a_time_the_answer_is_what_it_was_then()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        var before = DateTimeOffset.UtcNow;
        await Task.Delay(20);
        var happened = await crm.SaysAsync("ann@example.com", "optedOut");

        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("ann@example.com", new { at = before.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", null) }));
        var now = (await crm.PostAsync(Path, Ask("ANN@example.com"))).First;

        Assert.Equal("purpose_opted_out", now.GetProperty("reason").GetString());
        Assert.False(now.GetProperty("allowed").GetBoolean());
        Assert.Equal(happened.GetProperty("eventId").GetString(), now.GetProperty("evidence")[0].GetString());
        Assert.EndsWith("Z", now.GetProperty("since").GetString());
    }

    [Theory]
    [InlineData("""{"items":[{"address":"a@b.cd"}]}""", "profile", "purpose", "channel")]
    [InlineData("""{"profile":"default","purpose":"commercial","items":[{"address":"a@b.cd"}]}""", "channel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email"}""", "items")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","items":[]}""", "items")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","items":{"address":"a@b.cd"}}""", "items")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","items":[{"ref":"1"}]}""", "items[0].address")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","items":[{"address":"a@b.cd"},{"address":7}]}""", "items[1].address")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","items":["a@b.cd"]}""", "items[0]")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"fax","items":[{"address":"a@b.cd"}]}""", "channel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"none","items":[{"address":"a@b.cd"}]}""", "channel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","minimumLevel":6,"items":[{"address":"a@b.cd"}]}""", "minimumLevel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","minimumLevel":"4","items":[{"address":"a@b.cd"}]}""", "minimumLevel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","minimumLevel":-1,"items":[{"address":"a@b.cd"}]}""", "minimumLevel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","minimumLevel":2.5,"items":[{"address":"a@b.cd"}]}""", "minimumLevel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","at":"yesterday","items":[{"address":"a@b.cd"}]}""", "at")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","at":"2026-01-01T00:00:00","items":[{"address":"a@b.cd"}]}""", "at")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","explain":"yes","items":[{"address":"a@b.cd"}]}""", "explain")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","topics":"newsletter","items":[{"address":"a@b.cd"}]}""", "topics")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","items":[{"address":"a@b.cd","Contact":"x"}]}""", "items[0].Contact")]
    public async Task A_wrong_field_is_named(string body, params string[] fields)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        var answer = (await crm.PostAsync(Path, body)).IsProblem(HttpStatusCode.BadRequest);

        Assert.Equal(fields.Order(), answer.Fields.Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"profile":"default",}""")]
    [InlineData("""{"profile":"default"} {"x":1}""")]
    [InlineData("""{"profile":"\ud800"}""")]
    public async Task A_malformed_body_is_refused(string body)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        (await crm.PostAsync(Path, body)).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_thousand_items_are_answered_and_one_more_is_refused()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        var most = await crm.PostAsync(Path, Ask([.. Enumerable.Range(0, 1000).Select(i => $"p{i}@example.com")]));
        var more = await crm.PostAsync(Path, Ask([.. Enumerable.Range(0, 1001).Select(i => $"p{i}@example.com")]));

        Assert.Equal(1000, most.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(["items"], more.IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task A_body_over_ten_megabytes_is_refused()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");
        var huge = $$"""{"profile":"{{new string('x', 11 << 20)}}"}""";

        (await crm.PostAsync(Path, huge)).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        using HttpRequestMessage chunked = new(HttpMethod.Post, $"/api/v1/{Path}") { Content = new StringContent(huge, Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        using var answer = await crm.Http.SendAsync(chunked);
        (await ApiAnswer.OfAsync(answer)).IsProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task A_wrong_content_type_is_refused(string type)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        (await crm.SendAsync(Path, JsonSerializer.Serialize(Ask()), type)).IsProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_key_bound_to_a_profile_asks_for_no_other()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramOfAsync("default", "consent:check");

        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("ann@example.com"));
        (await crm.PostAsync(Path, new { profile = "other", purpose = "commercial", channel = "email", items = new[] { new { address = "a@b.cd" } } })).IsProblem(HttpStatusCode.Forbidden);
    }

    private static object Ask(params string[] addresses) => new
    {
        profile = "default", purpose = "commercial", channel = "email", items = (addresses.Length == 0 ? ["ann@example.com"] : addresses).Select(a => new { address = a }),
    };
}
