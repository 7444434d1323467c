using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

public sealed class EventsEndpointTests
{
    private const string Path = "consent/events";

    [Theory, OnEveryDatabase]
    public async Task Every_outcome_comes_back_in_the_order_sent_and_in_the_approved_shape(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync("consent:write", "consent:reoptin");
        await crm.SaysAsync("no@example.com", "optedOut");
        await crm.SaysAsync("subject@example.com", "optedIn", new { occurredAt = "2026-01-05T00:00:00Z", actor = new { kind = "subject" } });

        var answer = await crm.PostAsync(Path, new
        {
            items = new object[]
            {
                new
                {
                    channel = "email", address = "ann@example.com", contact = (string?)null, profile = "default", purpose = "commercial", topic = (string?)null, status = "optedOut",
                    occurredAt = "2026-01-01T00:00:00Z", confirmedAt = (string?)null, action = "spoken", actor = new { kind = "subject", id = (string?)null }, source = "crm", justification = (string?)null,
                    validUntil = (string?)null, pausedUntil = (string?)null, evidence = new { wording = "Stop", wordingVersion = (string?)null, language = "en", ip = (string?)null, userAgent = (string?)null },
                },
                Item("no@example.com", "optedOut"),
                Item("no@example.com", "optedIn", "2025-01-01T00:00:00Z"),
                Item("subject@example.com", "optedOut", "2026-01-01T00:00:00Z"),
                Item("nonsense", "optedOut"),
                new { channel = "email", address = "ann@example.com", profile = "default", purpose = "commercial", status = "optedOut", contact = "nobody" },
            },
        });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Approved.Shape("consent-events", answer.Json);
    }

    [Theory]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial"}""", "status")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","status":"maybe"}""", "status")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","status":"pending"}""", "status")]
    [InlineData("""{"address":"a@example.com","profile":"default","purpose":"commercial","status":"optedIn"}""", "channel")]
    [InlineData("""{"channel":"fax","address":"a@example.com","profile":"default","purpose":"commercial","status":"optedIn"}""", "channel")]
    [InlineData("""{"channel":"email","profile":"default","purpose":"commercial","status":"optedIn"}""", "address")]
    [InlineData("""{"channel":"email","address":7,"profile":"default","purpose":"commercial","status":"optedIn"}""", "address")]
    [InlineData("""{"channel":"email","address":"a\u0000@example.com","profile":"default","purpose":"commercial","status":"optedIn"}""", "address")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"nope","purpose":"commercial","status":"optedIn"}""", "profile")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"nope","status":"optedIn"}""", "purpose")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","topic":"nope","status":"optedIn"}""", "topic")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","status":"optedIn","occurredAt":"1.2.2026"}""", "occurredAt")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","status":"optedIn","action":"undo"}""", "action")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","status":"optedIn","actor":{"kind":"import"}}""", "kind")]
    [InlineData("""{"channel":"email","address":"a@example.com","profile":"default","purpose":"commercial","status":"optedIn","vaildUntil":"2026-01-01T00:00:00Z"}""", "vaildUntil")]
    [InlineData("7", "item")]
    public async Task An_unreadable_item_is_invalid_says_why_and_keeps_no_other_waiting(string item, string field)
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync("consent:write");

        var answer = await crm.PostAsync(Path, $$"""{"items":[{{item}},{"channel":"email","address":"ann@example.com","profile":"default","purpose":"commercial","status":"optedOut"}]}""");

        Assert.Equal("invalid", answer.First.GetProperty("outcome").GetString());
        Assert.Contains(field, answer.First.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("recorded", answer.Json.GetProperty("items")[1].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_pause_denies_until_its_date_and_leaves_the_status_alone()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        var paused = await crm.SaysAsync("ann@example.com", null, new { pausedUntil = "2099-01-01T00:00:00Z" });

        Assert.Equal("recorded", paused.GetProperty("outcome").GetString());
        Assert.Equal("paused", await crm.ReasonAsync("ann@example.com"));
    }

    [Fact]
    public async Task Opting_in_over_an_opt_out_needs_the_scope_for_it()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync("consent:write", "consent:check");
        using var center = await portal.ProgramAsync("consent:write", "consent:reoptin");
        await crm.SaysAsync("ann@example.com", "optedOut");

        Assert.Equal("keptOptOut", (await crm.SaysAsync("ann@example.com", "optedIn")).GetProperty("outcome").GetString());
        Assert.Equal("purpose_opted_out", await crm.ReasonAsync("ann@example.com"));
        Assert.Equal("recorded", (await center.SaysAsync("ann@example.com", "optedIn")).GetProperty("outcome").GetString());
        Assert.Equal("allowed_opted_in", await crm.ReasonAsync("ann@example.com"));
    }

    [Theory]
    [InlineData("""{"items":[]}""", "items")]
    [InlineData("""{}""", "items")]
    [InlineData("""{"items":"x"}""", "items")]
    [InlineData("""{"items":[{}],"more":1}""", "more")]
    public async Task A_wrong_call_writes_nothing_and_names_the_field(string body, string field)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:write");

        Assert.Equal([field], (await crm.PostAsync(Path, body)).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task A_key_bound_to_a_profile_writes_for_no_other()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramOfAsync("default", "consent:write");

        var other = await crm.SaysAsync("ann@example.com", "optedOut", new { profile = "other" });

        Assert.Equal("invalid", other.GetProperty("outcome").GetString());
        Assert.StartsWith("profile:", other.GetProperty("error").GetString());
    }

    private static object Item(string address, string status, string? occurredAt = null)
        => new { channel = "email", address, profile = "default", purpose = "commercial", status, occurredAt };
}
