using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

public sealed class SuppressionsEndpointTests
{
    private const string Path = "suppressions";

    [Theory, OnEveryDatabase]
    public async Task A_suppression_stops_until_it_is_lifted_and_is_said_but_once(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();

        var added = await crm.PostAsync(Path, Stop("address", "hard_bounce"));
        var again = await crm.PostAsync(Path, Stop("address", "hardBounce"));
        Assert.Equal("suppressed", await crm.ReasonAsync("ann@example.com", new { purpose = "transactional" }));
        var lifted = await crm.PostAsync($"{Path}/lift", Stop("address", "The mailbox is back"));

        Assert.Equal(("recorded", "unchanged"), (added.Json.GetProperty("outcome").GetString(), again.Json.GetProperty("outcome").GetString()));
        Assert.Equal(added.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
        Assert.Equal(added.Json.GetProperty("id").GetString(), lifted.Json.GetProperty("lifted")[0].GetString());
        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("ann@example.com"));
        (await crm.PostAsync($"{Path}/lift", Stop("address", "again"))).IsProblem(HttpStatusCode.NotFound);
        Approved.Shape("suppressions", added.Json);
        Approved.Shape("suppressions-lift", lifted.Json);
    }

    [Fact]
    public async Task A_purpose_suppression_stops_that_purpose_and_a_reason_in_words_is_kept()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        await crm.PostAsync(Path, new { channel = "email", address = "ann@example.com", scope = "purpose", purpose = "commercial", reason = "asked on the phone" });

        Assert.Equal("suppressed", await crm.ReasonAsync("ann@example.com"));
        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("ann@example.com", new { purpose = "transactional" }));
        var seen = (await crm.PostAsync("contact-points/query", new { channel = "email", address = "ann@example.com" })).Json.GetProperty("suppressions")[0];
        Assert.Equal(("purpose", "commercial", "manual"), (seen.GetProperty("scope").GetString(), seen.GetProperty("purpose").GetString(), seen.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("""{"address":"a@b.cd","scope":"address","reason":"manual"}""", "channel")]
    [InlineData("""{"channel":"email","scope":"address","reason":"manual"}""", "address")]
    [InlineData("""{"channel":"email","address":"nobody","scope":"address","reason":"manual"}""", "address")]
    [InlineData("""{"channel":"email","address":"a@b.cd","reason":"manual"}""", "scope")]
    [InlineData("""{"channel":"email","address":"a@b.cd","scope":"world","reason":"manual"}""", "scope")]
    [InlineData("""{"channel":"email","address":"a@b.cd","scope":"address"}""", "reason")]
    [InlineData("""{"channel":"email","address":"a@b.cd","scope":"purpose","reason":"manual"}""", "purpose")]
    [InlineData("""{"channel":"email","address":"a@b.cd","scope":"purpose","purpose":"nope","reason":"manual"}""", "purpose")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("suppressions:write");

        Assert.Equal([field], (await crm.PostAsync(Path, body)).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task It_needs_its_own_scope()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:write");

        (await crm.PostAsync(Path, Stop("address", "manual"))).IsProblem(HttpStatusCode.Forbidden);
        (await crm.PostAsync($"{Path}/lift", Stop("address", "manual"))).IsProblem(HttpStatusCode.Forbidden);
    }

    private static object Stop(string scope, string reason) => new { channel = "email", address = "ann@example.com", scope, reason };
}
