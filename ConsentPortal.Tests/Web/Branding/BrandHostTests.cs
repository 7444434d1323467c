using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Branding;

public sealed class BrandHostTests
{
    private const string Host = "preferences.fabrikam.example";

    [Theory, OnEveryDatabase]
    public async Task Under_a_brands_host_only_public_pages_are_reached_and_they_wear_the_brand(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider, ("ConsentPortal:PublicUrl", "https://portal.example"));
        var brand = (await portal.Get<AddBrand>().RunAsync(new(BrandTests.Fabrikam), Actors.Admin, default)).Value;
        using var client = portal.NewClient();

        foreach (var closed in new[] { "/sign-in", "/profiles", "/team", "/account", "/api/v1/consent/check", "/api/docs", "/openapi/v1.json", "/_framework/blazor.web.js", "/_blazor", "/portal.css", "/health/ready", "/receipts/1" })
        {
            Assert.Equal((closed, HttpStatusCode.NotFound), (closed, (await AskAsync(client, Host, closed)).StatusCode));
        }

        Assert.NotEqual(HttpStatusCode.NotFound, (await AskAsync(client, "portal.example", "/sign-in")).StatusCode);
        Assert.NotEqual(HttpStatusCode.NotFound, (await AskAsync(client, portal.Address.Authority, "/sign-in")).StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, "https://fabrikam.example"), await LedToAsync(client, "/"));

        using var verify = await AskAsync(client, Host.ToUpperInvariant(), "/receipts/verify");
        var page = await verify.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, verify.StatusCode);
        Assert.Contains("<span>Fabrikam</span>", page, StringComparison.Ordinal);
        Assert.Contains("accent=8a1c1c", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Fabrikam", await (await AskAsync(client, "portal.example", "/receipts/verify")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, Host, "/public.css")).StatusCode);
        Assert.False(brand.IsNone);
    }

    [Fact]
    public async Task A_closing_dot_is_no_other_name_and_a_retired_brands_host_stays_public_only()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:PublicUrl", "https://portal.example"));
        var brand = (await portal.Get<AddBrand>().RunAsync(new(BrandTests.Fabrikam), Actors.Admin, default)).Value;
        using var client = portal.NewClient();

        foreach (var other in new[] { Host, $"{Host}." })
        {
            Assert.Equal((other, HttpStatusCode.NotFound), (other, (await AskAsync(client, other, "/sign-in")).StatusCode));
            Assert.Equal((other, HttpStatusCode.OK), (other, (await AskAsync(client, other, "/receipts/verify")).StatusCode));
        }

        Assert.Contains("<span>Fabrikam</span>", await (await AskAsync(client, $"{Host}.", "/receipts/verify")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var own in new[] { "portal.example", "portal.example.", "PORTAL.example", "127.0.0.1", "[::1]", "localhost", "portal.internal" })
        {
            Assert.Equal((own, HttpStatusCode.OK), (own, (await AskAsync(client, own, "/sign-in")).StatusCode));
        }

        Assert.True((await portal.Get<RetireBrand>().RunAsync(new(brand), Actors.Admin, default)).Ok);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(client, Host, "/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Links_of_a_profile_lead_to_its_brands_host_and_those_from_before_keep_working_on_both()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:PublicUrl", "https://portal.example"));
        using var crm = await portal.ProgramAsync("consent:check");
        using var client = portal.NewClient();
        async Task<Uri> LinkAsync() => new((await crm.PostAsync("links", new { profile = "default", purpose = "commercial", channel = "email", addresses = (string[])["ann@example.com"] })).First.GetProperty("unsubscribeUrl").GetString()!);
        var before = await LinkAsync();
        Assert.Equal("portal.example", before.Host);

        var brand = (await portal.Get<AddBrand>().RunAsync(new(BrandTests.Fabrikam), Actors.Admin, default)).Value;
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        var view = (await portal.Get<ReadProfile>().RunAsync(rules.Profile("default")!.Id, Actors.Admin, default)).Value;
        Assert.True((await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(view) with { Brand = brand }, Actors.Admin, default)).Ok);

        var after = await LinkAsync();
        Assert.Equal(($"https://{Host}", before.AbsolutePath), (after.GetLeftPart(UriPartial.Authority), after.AbsolutePath));
        foreach (var (host, path) in new[] { ("portal.example", before.AbsolutePath), (Host, before.AbsolutePath) })
        {
            using var answer = await AskAsync(client, host, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("<span>Fabrikam</span>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using HttpRequestMessage oneClick = new(HttpMethod.Post, after.AbsolutePath) { Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]) };
        oneClick.Headers.Host = Host;
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(oneClick)).StatusCode);
    }

    private static async Task<(HttpStatusCode, string)> LedToAsync(HttpClient client, string path)
    {
        using var answer = await AskAsync(client, Host, path);
        return (answer.StatusCode, answer.Headers.Location!.OriginalString);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string host, string path)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Host = host;
        return client.SendAsync(request);
    }
}
