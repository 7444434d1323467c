using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Fuzz;

/// <summary>Whatever is sent to whichever call: a clear refusal or a whole answer, never a failure, and nothing that was taken is lost.</summary>
public sealed class ApiFuzzTests
{
    private const int Tries = 6;

    [Theory, OnEveryDatabase]
    public async Task Broken_bodies_paths_and_queries_end_in_a_clear_answer(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        JsonMess mess = new(20261122);
        var (calls, failures) = (0, new List<string>());

        foreach (var (path, method, example, mediaType) in await CallsAsync(portal))
        {
            for (var n = 0; n < Tries; n++)
            {
                using HttpRequestMessage request = new(method, Junk(path, mess, n));
                if (example is not null)
                {
                    request.Content = new ByteArrayContent(n == 0 ? [] : mess.Of(example));
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", n == 1 ? mess.Pick(MediaTypes) : mediaType);
                }

                request.Headers.TryAddWithoutValidation(mess.Pick(Headers), mess.Pick(HeaderValues));
                calls++;
                failures.AddRange(await LookAsync(crm.Http, request));
            }
        }

        Assert.True(calls > 100, $"Only {calls} calls were made.");
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(10)));
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actor.System, CancellationToken.None)).Value.Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task Beside_a_broken_item_an_opt_out_is_recorded_or_the_call_is_refused_whole(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        JsonMess mess = new(8058);
        var taken = 0;

        for (var n = 0; n < 120; n++)
        {
            var item = mess.Of($$"""{ "channel": "email", "address": "broken{{n}}@example.com", "profile": "default", "purpose": "commercial", "status": "optedIn", "occurredAt": "2026-01-01T00:00:00Z", "action": "spoken", "actor": { "kind": "subject", "id": null }, "evidence": { "wording": "Yes", "language": "en" } }""");
            byte[] body = [.. "{ \"items\": ["u8, .. item, .. System.Text.Encoding.UTF8.GetBytes($$""", { "channel": "email", "address": "out{{n}}@example.com", "profile": "default", "purpose": "commercial", "status": "optedOut" } ] }""")];
            using ByteArrayContent content = new(body);
            content.Headers.ContentType = new("application/json");
            using var response = await crm.Http.PostAsync(new Uri("/api/v1/consent/events", UriKind.Relative), content);
            var answer = await ApiAnswer.OfAsync(response);

            var ok = response.StatusCode == HttpStatusCode.OK;
            taken += ok ? 1 : 0;
            Assert.True(ok || response.StatusCode == HttpStatusCode.BadRequest, $"{n}: {answer.Text}");
            Assert.True(!ok || answer.Json.GetProperty("items").GetArrayLength() == 2, answer.Text);
            Assert.Equal(ok ? "purpose_opted_out" : "allowed_not_opted_out", await crm.ReasonAsync($"out{n}@example.com"));
        }

        Assert.InRange(taken, 20, 119); // both ways were seen
    }

    private static readonly string[] MediaTypes = ["text/plain", "application/json; charset=utf-16", ";;;", "application/xml", "multipart/form-data", "application/json; charset=\"", "a/b; c=d; c=e", ""];
    private static readonly string[] Headers = ["Idempotency-Key", "If-Match", "If-None-Match", "Prefer", "Accept", "Accept-Language", "Range", "Content-Encoding", "X-Forwarded-For", "Last-Event-ID", "X-HTTP-Method-Override", "traceparent"];
    private static readonly string[] HeaderValues = ["", "\"", "*", "W/\"1\"", "\"1\", \"2\"", "respond-async, wait=-1", "bytes=0-0,5-", "gzip", new('a', 6000), "'; --", "-1", "99999999999999999999", "text/html;q=2", "::ffff:127.0.0.1, x"];
    private static readonly string[] Segments = ["%00", "..%2F..", "-1", "0", "99999999999999999999999", "%F0%9F%98%80", "%ff%fe", "nobody", "'%20or%201=1--", "a%0d%0ab"];
    private static readonly string[] Queries = ["", "?after=-1&limit=0", "?limit=99999999999999999999", "?cursor=%00", "?cursor=AAAA&limit=5", "?profile=a&profile=b", "?%00=%00", "?cursor=..%2F&x[]=1", "?limit=1e9"];

    private static string Junk(string path, JsonMess mess, int n)
        => string.Join('/', path.Split('/').Select(s => s.StartsWith('{') ? mess.Pick(Segments) : s)) + (n % 3 == 2 ? mess.Pick(Queries) : "");

    private static async Task<IEnumerable<string>> LookAsync(HttpClient http, HttpRequestMessage request)
    {
        var what = $"{request.Method} {request.RequestUri} [{string.Join(';', request.Headers.Select(h => h.Key))}]";
        try
        {
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            var byServer = status == 431 || (status == 400 && text.Length == 0 && what.Contains("%00", StringComparison.Ordinal)); // refused before the portal sees it
            var problem = status >= 400 && !byServer && (response.Content.Headers.ContentType?.MediaType != "application/problem+json" || JsonNode.Parse(text)!["title"] is null);
            return status >= 500 || problem || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal) ? [$"{what} {status}: {text[..Math.Min(300, text.Length)]}"] : [];
        }
        catch (HttpRequestException error)
        {
            return [$"{what}: {error.Message}"];
        }
    }

    // every call that the description knows, but for streams that do not end by themselves
    private static async Task<IReadOnlyList<(string Path, HttpMethod Method, string? Example, string MediaType)>> CallsAsync(WebPortal portal)
    {
        using var anybody = portal.NewClient();
        var document = JsonNode.Parse(await anybody.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        return [.. document["paths"]!.AsObject().Where(p => !p.Key.EndsWith("/stream", StringComparison.Ordinal))
            .SelectMany(p => p.Value!.AsObject().Where(o => o.Value is JsonObject call && call["responses"] is not null).Select(o => (p.Key, Method: HttpMethod.Parse(o.Key), Media: Media(o.Value!))))
            .Select(c => (c.Key, c.Method, c.Media?.Example, c.Media?.MediaType ?? ""))];
    }

    private static (string? Example, string MediaType)? Media(JsonNode call)
        => call["requestBody"]?["content"]?.AsObject().First() is { } content ? (Text(content.Value!["example"]), content.Key) : null;

    private static string? Text(JsonNode? example) => example switch { null => "{}", JsonValue value when value.TryGetValue<string>(out var text) => text, _ => example.ToJsonString() };
}
