using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

public sealed class LinksEndpointTests
{
    private const string Path = "links";
    private static readonly string[] Three = ["Ann@example.com", "broken", "ann@EXAMPLE.com"], Mail = ["ann@example.com"], Phone = ["+4930123456"];
    private static readonly (string, string) Public = ("ConsentPortal:PublicUrl", "https://consent.example.com");

    [Theory, OnEveryDatabase]
    public async Task Every_usable_address_gets_its_link_and_is_stored_without_a_word(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider, Public);
        using var crm = await portal.ProgramAsync("consent:check");

        var answer = await crm.PostAsync(Path, new { profile = "default", purpose = "commercial", topic = "newsletter", channel = "email", messageRef = "spring", addresses = Three });

        Approved.Shape("links", answer.Json);
        var tokens = answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("unsubscribeUrl").GetString()?.Split('/')[^1]).ToList();
        Assert.Equal(tokens[0], tokens[2]);
        Assert.True(portal.Get<PreferenceLinks>().TryRead(tokens[0], out var link));
        await using var db = portal.NewDb();
        Assert.Equal(link.PointId, (await db.Set<ContactPoint>().SingleAsync()).Id);
        Assert.Equal("spring", (await db.Set<MessageReference>().SingleAsync(m => m.Id == link.MessageRefId)).Text);
        Assert.Empty(db.Set<ConsentEvent>());
    }

    [Fact]
    public async Task Only_commercial_email_carries_the_header_pair()
    {
        await using var portal = await WebPortal.StartAsync(with: Public);
        using var crm = await portal.ProgramAsync("consent:check");

        var sms = (await crm.PostAsync(Path, new { profile = "default", purpose = "commercial", channel = "sms", addresses = Phone })).First;
        var receipt = (await crm.PostAsync(Path, new { profile = "default", purpose = "transactional", channel = "email", addresses = Mail })).First;

        Assert.True(sms.TryGetProperty("unsubscribeUrl", out _) && receipt.TryGetProperty("unsubscribeUrl", out _));
        Assert.False(sms.TryGetProperty("headers", out _) || receipt.TryGetProperty("headers", out _));
    }

    [Theory]
    [InlineData("""{"purpose":"commercial","channel":"email","addresses":["a@b.cd"]}""", "profile")]
    [InlineData("""{"profile":"nope","purpose":"commercial","channel":"email","addresses":["a@b.cd"]}""", "profile")]
    [InlineData("""{"profile":"default","purpose":"nope","channel":"email","addresses":["a@b.cd"]}""", "purpose")]
    [InlineData("""{"profile":"default","purpose":"commercial","topic":"nope","channel":"email","addresses":["a@b.cd"]}""", "topic")]
    [InlineData("""{"profile":"default","purpose":"commercial","addresses":["a@b.cd"]}""", "channel")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email"}""", "addresses")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","addresses":[]}""", "addresses")]
    [InlineData("""{"profile":"default","purpose":"commercial","channel":"email","addresses":["a@b.cd",5]}""", "addresses[1]")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        Assert.Equal([field], (await crm.PostAsync(Path, body)).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task A_key_bound_to_a_profile_gets_links_of_no_other()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramOfAsync("default", "consent:check");

        (await crm.PostAsync(Path, new { profile = "other", purpose = "commercial", channel = "email", addresses = Mail })).IsProblem(HttpStatusCode.Forbidden);
    }
}
