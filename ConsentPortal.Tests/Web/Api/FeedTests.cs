using System.Globalization;
using System.Net;
using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>The feed by stretches and live: nothing missed, nothing twice, while others write.</summary>
public sealed class FeedTests
{
    [Theory, OnEveryDatabase]
    public async Task Readers_meet_every_event_once_and_in_order_while_writers_run(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        using var reader = await portal.ProgramAsync("events:read");
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(w => WriteAsync(crm, w)));

        var (byStretches, live) = (FollowAsync(reader, () => writing.IsCompleted), FollowLiveAsync(reader, 4 * 25));
        await writing;
        var all = Enumerable.Range(1, 4 * 25).Select(n => (long)n).ToList();

        Assert.Equal(all, await byStretches);
        Assert.Equal(all, await live);
    }

    [Fact]
    public async Task An_event_says_all_but_the_address_which_needs_a_scope_of_its_own()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        using var reader = await portal.ProgramAsync("events:read");
        using var checker = await portal.ProgramAsync("consent:check");
        await crm.SaysAsync("ann@example.com", "optedOut", new { topic = "newsletter", action = "spoken", source = "crm", actor = new { kind = "subject" } });

        var seen = await GetAsync(crm, "events");
        var masked = await GetAsync(reader, "events?after=0&limit=1");

        Approved.Shape("events-feed", seen.Json.GetProperty("items"));
        Assert.Equal(("newsletter", "optedOut", "spoken", "ann@example.com"), (Text(seen, "topic"), Text(seen, "status"), Text(seen, "action"), Text(seen, "address")));
        Assert.DoesNotContain("ann@", masked.Text, StringComparison.Ordinal);
        Assert.Equal(($"1.{Text(masked, "eventId")}", false), (masked.Json.GetProperty("next").GetString(), masked.Json.GetProperty("more").GetBoolean()));
        Assert.Equal(Text(seen, "contactPoint"), Text(masked, "contactPoint"));
        (await GetAsync(checker, "events")).IsProblem(HttpStatusCode.Forbidden);
        (await GetAsync(checker, "events/stream")).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_of_one_profile_sees_its_purposes_only_and_its_place_moves_past_the_rest()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.OtherProfileAsync();
        using var crm = await portal.ProgramAsync();
        using var bound = await portal.ProgramOfAsync("other");
        await crm.SaysAsync("ann@example.com", "optedIn");
        await crm.SaysAsync("ann@example.com", "optedIn", new { profile = "other", purpose = "other-news" });
        await crm.SaysAsync("ann@example.com", "optedOut");

        var seen = await GetAsync(bound, "events");

        Assert.Equal("2", Text(seen, "sequence"));
        Assert.Single(seen.Json.GetProperty("items").EnumerateArray());
        Assert.StartsWith("3.", seen.Json.GetProperty("next").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events?after=-1", HttpStatusCode.BadRequest, "after")]
    [InlineData("events?after=soon", HttpStatusCode.BadRequest, "after")]
    [InlineData("events?after=1.x", HttpStatusCode.BadRequest, "after")]
    [InlineData("events?limit=0", HttpStatusCode.BadRequest, "limit")]
    [InlineData("events?limit=1001", HttpStatusCode.BadRequest, "limit")]
    [InlineData("events?since=1", HttpStatusCode.BadRequest, "since")]
    [InlineData("events?after=1&after=2", HttpStatusCode.BadRequest, "after")]
    [InlineData("events?after=7", HttpStatusCode.Conflict, "after")] // a portal that was put back from a backup must not look quiet
    [InlineData("events/stream?after=7", HttpStatusCode.Conflict, "after")]
    [InlineData("events/stream?limit=7", HttpStatusCode.BadRequest, "limit")]
    public async Task A_place_that_cannot_be_is_refused_by_name(string path, HttpStatusCode status, string field)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();

        var answer = (await GetAsync(crm, path.Replace("after=7", "after=700000", StringComparison.Ordinal))).IsProblem(status);

        Assert.Equal([field], answer.Fields);
    }

    [Fact]
    public async Task A_portal_that_was_put_back_from_a_backup_is_told_by_the_event_that_has_the_place_now()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("ann@example.com", "optedIn");
        await crm.SaysAsync("ann@example.com", "optedOut");
        var first = await GetAsync(crm, "events?limit=1");
        var place = first.Json.GetProperty("next").GetString()!;

        var same = await GetAsync(crm, $"events?after={place}");
        (await GetAsync(crm, $"events?after=2.{Text(first, "eventId")}")).IsProblem(HttpStatusCode.Conflict);
        using var stream = await OpenAsync(crm, $"2.{Text(first, "eventId")}");

        Assert.Equal("2", Text(same, "sequence"));
        Assert.Contains("rel=\"next\"", first.Headers["Link"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, stream.StatusCode);
    }

    [Fact]
    public async Task A_stream_ends_when_its_key_is_taken_back_and_an_eleventh_is_refused()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();
        List<HttpResponseMessage> streams = [];
        for (var n = 0; n < 10; n++)
        {
            streams.Add(await OpenAsync(crm, null));
        }

        using var eleventh = await OpenAsync(crm, null);
        await portal.Get<RevokeApiKey>().RunAsync(new(crm.KeyId), Actors.Admin, CancellationToken.None);
        var ends = Task.WhenAll(streams.Select(s => s.Content.ReadAsStringAsync()));

        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.StatusCode);
        Assert.All(await ends.WaitAsync(TimeSpan.FromSeconds(30)), text => Assert.StartsWith(": alive", text, StringComparison.Ordinal));
        streams.ForEach(s => s.Dispose());
    }

    private static async Task WriteAsync(ApiClient crm, int writer)
    {
        for (var n = 0; n < 25; n++)
        {
            await crm.SaysAsync($"w{writer}-{n % 5}@example.com", n % 10 < 5 ? "optedIn" : "optedOut", new { action = "ticked", actor = new { kind = "subject" } });
        }
    }

    private static async Task<List<long>> FollowAsync(ApiClient reader, Func<bool> written)
    {
        List<long> seen = [];
        for (var (after, last) = ("0", false); ;)
        {
            var done = written();
            var answer = await GetAsync(reader, $"events?after={after}&limit=7");
            seen.AddRange(answer.Json.GetProperty("items").EnumerateArray().Select(i => long.Parse(i.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture)));
            (after, last) = (answer.Json.GetProperty("next").GetString()!, done && !answer.Json.GetProperty("more").GetBoolean());
            Assert.Equal(answer.Json.GetProperty("more").GetBoolean(), answer.Headers.ContainsKey("Link"));
            if (last)
            {
                return seen;
            }
        }
    }

    // hangs up again and again in the middle, and comes back with the last id
    private static async Task<List<long>> FollowLiveAsync(ApiClient reader, int until)
    {
        List<long> seen = [];
        while (seen.Count < until)
        {
            using var response = await OpenAsync(reader, seen.Count == 0 ? null : seen[^1].ToString(CultureInfo.InvariantCulture));
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            using StreamReader lines = new(await response.Content.ReadAsStreamAsync());
            for (var read = 0; read < 30 && seen.Count < until && await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line;)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    seen.Add(long.Parse(JsonSerializer.Deserialize<JsonElement>(line[6..]).GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture));
                    read++;
                }
            }
        }

        return seen;
    }

    private static async Task<HttpResponseMessage> OpenAsync(ApiClient reader, string? last)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/events/stream");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        return await reader.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<ApiAnswer> GetAsync(ApiClient reader, string path)
    {
        using var response = await reader.Http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
        return await ApiAnswer.OfAsync(response);
    }

    private static string? Text(ApiAnswer answer, string name) => answer.First.GetProperty(name).GetString();
}
