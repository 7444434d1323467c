using System.Net;
using ConsentPortal.Client;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Client;

public sealed class PortalClientTests
{
    private static readonly PortalOptions Quick = new() { Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task What_was_recorded_is_decided_listed_and_followed()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = await ClientAsync(portal);

        var before = await client.DecideAsync("default", "commercial", SendChannelWords.Email, "Ann@example.com");
        var recorded = await client.RecordConsentAsync(new EventsRequest { Items = [new EventRequestItem { Channel = SendChannelWords.Email, Address = "ann@example.com", Profile = "default", Purpose = "commercial", Status = StatedStatusWords.OptedOut }] });
        var after = await client.DecideAsync("default", "commercial", SendChannelWords.Email, "ann@example.com");
        var filtered = await client.FilterAsync("default", "commercial", "email", ["ann@example.com", "bob@example.com"]).ToListAsync();
        using CancellationTokenSource enough = new(TimeSpan.FromSeconds(20));
        var followed = await client.FollowAsync(ct: enough.Token).FirstAsync(enough.Token);

        Assert.True(before.Allowed);
        Assert.NotNull(before.Answer!.Headers!.ListUnsubscribe);
        Assert.Equal(RecordOutcomeWords.Recorded, recorded.Value.Items[0].Outcome);
        Assert.Equal((false, ReasonCodeWords.PurposeOptedOut), (after.Allowed, after.Reason));
        Assert.Equal([("ann@example.com", false), ("bob@example.com", true)], filtered.Select(f => (f.Address, f.Allowed)));
        Assert.Equal(recorded.Value.Items[0].EventId, followed.Item.EventId);
        Assert.Equal(followed.Place, (await client.ReadFeedAsync()).Value.Next);
    }

    [Fact]
    public async Task A_thing_is_made_edited_with_its_tag_and_listed_over_all_pages()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = await ClientAsync(portal);

        var made = await client.CreatePurposeAsync(new PurposeCreation { Profile = "default", Code = "surveys", Type = PurposeTypeWords.Commercial, Name = new Dictionary<string, string?>(StringComparer.Ordinal) { ["en"] = "Surveys" } });
        var kept = await client.EditPurposeAsync("surveys", made.ETag!, new PurposePatch { Retention = "1 year", Transfers = "None" });
        var cleared = await client.EditPurposeAsync("surveys", kept.ETag!, new PurposePatch(), clear: ["retention"]);
        var stale = await Assert.ThrowsAsync<PortalException>(() => client.EditPurposeAsync("surveys", made.ETag!, new PurposePatch { Retention = "2 years" }));
        var wrong = await Assert.ThrowsAsync<PortalException>(() => client.CreatePurposeAsync(new PurposeCreation { Profile = "nobody", Code = "x", Type = "commercial", Name = made.Value.Name }));

        Assert.Equal((HttpStatusCode.Created, "/api/v1/purposes/surveys"), (made.Status, made.Location!.ToString()));
        Assert.Equal("1 year", kept.Value.Retention);
        Assert.Equal((null, "None"), (cleared.Value.Retention, cleared.Value.Transfers));
        Assert.True(stale.IsStale);
        Assert.Equal(["profile"], wrong.Errors.Keys);
        Assert.Equal(["commercial", "surveys", "tracking", "transactional"], await client.ListPurposesAsync(limit: 1).Select(p => p.Code).ToListAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", Verdict.Unreachable)]
    [InlineData(HttpStatusCode.Forbidden, """{"title":"Forbidden","status":403}""", Verdict.Refused)]
    [InlineData(HttpStatusCode.OK, "<html>Welcome to the hotel</html>", Verdict.NotUnderstood)]
    [InlineData(HttpStatusCode.OK, """{"decidedAt":"2026-01-01T00:00:00Z","items":[]}""", Verdict.NotUnderstood)]
    [InlineData(HttpStatusCode.OK, """{"decidedAt":"2026-01-01T00:00:00Z","items":[{"ref":null,"allowed":true,"reason":"allowed_by_magic","since":null,"evidence":[],"tracking":{"allowed":true,"reason":"x"},"obligations":[]}]}""", Verdict.NotUnderstood)]
    public async Task Whatever_is_no_clear_yes_is_a_no_with_its_reason(HttpStatusCode status, string body, string reason)
    {
        using FaultyWay way = new((_, _) => new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") });
        using var client = way.Client(Quick);

        var verdict = await client.DecideAsync("default", "commercial", "email", "ann@example.com");

        Assert.Equal((false, reason), (verdict.Allowed, verdict.Reason));
    }

    [Fact]
    public async Task Nobody_there_and_nobody_answering_is_a_no()
    {
        using var nobody = PortalClient.Create(new("http://127.0.0.1:9/"), "cp_1_x", Quick);
        using FaultyWay slow = new(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return new(HttpStatusCode.OK);
        });
        using var waiting = slow.Client(Quick with { Patience = TimeSpan.FromMilliseconds(50) });

        Assert.Equal((false, Verdict.Unreachable), await Of(nobody));
        Assert.Equal((false, Verdict.TimedOut), await Of(waiting));

        static async Task<(bool, string)> Of(PortalClient client) => await client.DecideAsync("default", "commercial", "email", "ann@example.com") is var v ? (v.Allowed, v.Reason) : default;
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_sent_again_under_the_same_key_and_done_once()
    {
        await using var portal = await WebPortal.StartAsync();
        var program = await portal.ProgramAsync();
        List<string> keys = [];
        using FaultyWay way = new(async (request, ct) =>
        {
            var answer = await program.Http.SendAsync(request, ct);
            keys.Add(request.Headers.GetValues("Idempotency-Key").Single());
            return keys.Count == 1 ? throw new HttpRequestException("The line went dead.") : answer;
        });
        using var client = way.Client(Quick);

        var made = await client.CreateProfileAsync(new ProfileCreation { Code = "uk-shop", Name = "UK shop", Regime = "uk" });

        Assert.Equal((HttpStatusCode.Created, true, 2, 1), (made.Status, made.Replayed, keys.Count, keys.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task The_feed_goes_on_after_the_last_event_where_the_line_breaks()
    {
        List<string> asked = [];
        var item = ConsentPortal.Web.Api.OpenApi.Examples.FeedStream.Answer;
        using FaultyWay way = new((request, _) =>
        {
            asked.Add(request.RequestUri!.ToString().Split("stream")[1]);
            return new(HttpStatusCode.OK) { Content = new StringContent(item.Replace("4711.", $"{asked.Count}.", StringComparison.Ordinal) + "id: cut o") };
        });
        using var client = way.Client(Quick);

        var places = await client.FollowAsync().Take(3).Select(e => e.Place).ToListAsync();

        Assert.Equal(["1.71010399211225088", "2.71010399211225088", "3.71010399211225088"], places);
        Assert.Equal(["", "?after=1.71010399211225088", "?after=2.71010399211225088"], asked);
    }

    private static async Task<PortalClient> ClientAsync(WebPortal portal)
    {
        using var program = await portal.ProgramAsync();
        return PortalClient.Create(portal.Address, program.Key, Quick);
    }
}

/// <summary>What lies between a client and the portal, and may fail.</summary>
internal sealed class FaultyWay(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public FaultyWay(Func<HttpRequestMessage, CancellationToken, HttpResponseMessage> answer)
        : this((request, ct) => Task.FromResult(answer(request, ct)))
    {
    }

    public PortalClient Client(PortalOptions options) => new(new HttpClient(this, disposeHandler: false) { BaseAddress = new("http://portal.example/") }, options);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage copy = new(request.Method, request.RequestUri!.PathAndQuery) { Content = request.Content };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return await answer(copy, cancellationToken);
    }
}
