using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Evidence;

public sealed class EvidenceTests
{
    [Theory, OnEveryDatabase]
    public async Task The_receipts_of_an_address_are_listed_newest_first_and_read_as_the_person_has_them(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.OtherProfileAsync();
        using var crm = await portal.ProgramAsync("consent:read", "consent:check");
        using var other = await portal.ProgramOfAsync("other", "consent:read");
        await portal.LeaveAsync(crm, "ann@example.com", "default", "commercial");
        await portal.LeaveAsync(crm, "ann@example.com", "other", "other-news");

        var all = await crm.PostAsync("receipts/query", Ann);
        var first = await crm.PostAsync("receipts/query?limit=1", Ann);
        var second = await crm.PostAsync($"receipts/query?limit=1&cursor={first.Json.GetProperty("next").GetString()}", Ann);
        var mine = await other.PostAsync("receipts/query", Ann);
        var receipt = await crm.GetAsync($"receipts/{second.First.GetProperty("id").GetString()}");

        Assert.Equal(["other", "default"], all.Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("profile").GetString()!));
        Assert.Equal(("other", "default"), (first.First.GetProperty("profile").GetString(), second.First.GetProperty("profile").GetString()));
        Assert.Equal("other", Assert.Single(mine.Json.GetProperty("items").EnumerateArray()).GetProperty("profile").GetString());
        Assert.Equal("ISO/IEC TS 27560:2023", receipt.Json.GetProperty("schema_version").GetString());
        Assert.Contains("commercial", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", receipt.Text, StringComparison.Ordinal);
        (await other.GetAsync($"receipts/{second.First.GetProperty("id").GetString()}")).IsProblem(HttpStatusCode.NotFound);
        (await crm.GetAsync("receipts/nonsense")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(["address", "channel"], (await crm.PostAsync("receipts/query", new { })).IsProblem(HttpStatusCode.BadRequest).Fields.Order(StringComparer.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task The_audit_trail_is_read_by_stretches_and_filters_and_not_by_a_key_of_one_profile(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        using var bound = await portal.ProgramOfAsync("default");
        await crm.PatchAsync("profiles/default", new { companyName = "Example Ltd", reason = "New name" }, "*");
        await crm.PatchAsync("profiles/default", new { companyName = "Example plc" }, "*");

        var edits = await crm.GetAsync("audit?kind=profile.edited&limit=1");
        var rest = await crm.GetAsync(edits.Headers["Link"][("</api/v1/".Length)..edits.Headers["Link"].IndexOf('>', StringComparison.Ordinal)]);
        var item = edits.First;

        Assert.Equal(("application", "CRM"), (item.GetProperty("actor").GetProperty("kind").GetString(), item.GetProperty("actor").GetProperty("name").GetString()));
        Assert.Equal(("companyName", "Example Ltd", "Example plc"), (Change("field"), Change("old"), Change("new")));
        Assert.Equal("New name", Assert.Single(rest.Json.GetProperty("items").EnumerateArray()).GetProperty("reason").GetString());
        Assert.Equal(0, (await crm.GetAsync("audit?kind=profile.edited&until=2020-01-01T00:00:00Z")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(["actorId", "from"], (await crm.GetAsync("audit?actorId=7&from=yesterday")).IsProblem(HttpStatusCode.BadRequest).Fields.Order(StringComparer.Ordinal));
        (await bound.GetAsync("audit")).IsProblem(HttpStatusCode.Forbidden);

        string? Change(string part) => item.GetProperty("changes")[0].GetProperty(part).GetString();
    }

    private static readonly object Ann = new { channel = "email", address = "Ann@example.com" };
}

internal static class Leaving
{
    /// <summary>Somebody presses "unsubscribe from everything" on the page of a profile; that gives a receipt.</summary>
    public static async Task LeaveAsync(this WebPortal portal, ApiClient crm, string address, string profile, string purpose)
    {
        var links = await crm.PostAsync("links", new { profile, purpose, channel = "email", addresses = new[] { address } });
        Assert.True(portal.Get<PreferenceLinks>().TryRead(links.First.GetProperty("unsubscribeUrl").GetString()!.Split('/')[^1], out var link));
        Assert.True((await portal.Get<UnsubscribeFromEverything>().RunAsync(new(link, new("192.0.2.1", "Test"), AllBrands: false), Actor.Subject, CancellationToken.None)).Ok);
    }
}
