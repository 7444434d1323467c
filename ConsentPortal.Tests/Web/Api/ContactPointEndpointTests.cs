using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

public sealed class ContactPointEndpointTests
{
    private const string Path = "contact-points/query";

    [Theory, OnEveryDatabase]
    public async Task What_is_stored_comes_back_in_the_approved_shape(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("ann@example.com", "optedIn", new { topic = "newsletter", source = "web form", occurredAt = "2026-01-02T10:00:00Z", actor = new { kind = "subject" }, evidence = new { wording = "Yes, please", wordingVersion = "3", language = "en", ip = "192.0.2.1" } });
        await crm.SaysAsync("ann@example.com", "optedOut", new { source = "crm" });
        await crm.PostAsync("suppressions", new { channel = "email", address = "ann@example.com", scope = "marketing", reason = "complaint" });

        var answer = await crm.PostAsync(Path, new { channel = "email", address = "ANN@Example.com" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("192.0.2.1", answer.Text, StringComparison.Ordinal);
        Approved.Shape("contact-points-query", answer.Json);
    }

    [Theory, OnEveryDatabase]
    public async Task As_of_a_time_it_shows_what_stood_then(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("ann@example.com", "optedIn");
        await Task.Delay(20);
        var then = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null);
        await Task.Delay(20);
        await crm.SaysAsync("ann@example.com", "optedOut");
        await crm.PostAsync("suppressions", new { channel = "email", address = "ann@example.com", scope = "address", reason = "hardBounce" });

        var before = (await crm.PostAsync(Path, new { channel = "email", address = "ann@example.com", at = then })).Json;
        var now = (await crm.PostAsync(Path, new { channel = "email", address = "ann@example.com" })).Json;

        Assert.Equal("optedIn", before.GetProperty("consents")[0].GetProperty("status").GetString());
        Assert.Equal((0, 1), (before.GetProperty("suppressions").GetArrayLength(), before.GetProperty("events").GetArrayLength()));
        Assert.Equal("optedOut", now.GetProperty("consents")[0].GetProperty("status").GetString());
        Assert.Equal((1, 2), (now.GetProperty("suppressions").GetArrayLength(), now.GetProperty("events").GetArrayLength()));
    }

    [Fact]
    public async Task Asking_about_an_unknown_address_answers_nothing_and_stores_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync();

        var answer = (await crm.PostAsync(Path, new { channel = "sms", address = "+49 30 1234567" })).Json;

        Assert.Equal("+49301234567", answer.GetProperty("canonical").GetString());
        Assert.Equal(0, answer.GetProperty("consents").GetArrayLength());
        await using var db = portal.NewDb();
        Assert.Empty(db.Set<ConsentPortal.Core.Contacts.ContactPoint>());
    }

    [Theory]
    [InlineData("""{"channel":"email"}""", "address")]
    [InlineData("""{"address":"a@b.cd"}""", "channel")]
    [InlineData("""{"channel":"none","address":"a@b.cd"}""", "channel")]
    [InlineData("""{"channel":"email","address":"nobody"}""", "address")]
    [InlineData("""{"channel":"email","address":"a@b.cd","at":"2026-01-01"}""", "at")]
    [InlineData("""{"channel":"email","address":"a@b.cd","when":"2026-01-01T00:00:00Z"}""", "when")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:read");

        Assert.Equal([field], (await crm.PostAsync(Path, body)).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task A_key_bound_to_a_profile_sees_its_purposes_only()
    {
        await using var portal = await WebPortal.StartAsync();
        using var all = await portal.ProgramAsync();
        await portal.OtherProfileAsync();
        using var other = await portal.ProgramOfAsync("other", "consent:read");
        await all.SaysAsync("ann@example.com", "optedOut");

        var seen = (await other.PostAsync(Path, new { channel = "email", address = "ann@example.com" })).Json;

        Assert.Equal((0, 0), (seen.GetProperty("consents").GetArrayLength(), seen.GetProperty("events").GetArrayLength()));
    }
}
