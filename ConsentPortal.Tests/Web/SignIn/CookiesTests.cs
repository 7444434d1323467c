using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.SignIn;

/// <summary>Cookies and headers of the staff's pages.</summary>
public sealed class CookiesTests
{
    [Fact]
    public async Task The_session_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        await using var portal = await WebPortal.StartAsync();

        var cookies = await SignInCookiesAsync(portal);

        var session = Assert.Single(cookies, c => c.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", session, StringComparison.OrdinalIgnoreCase); // ends with the browser
    }

    [Fact]
    public async Task Behind_https_cookies_are_secure_and_bound_to_the_host()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:PublicUrl", "https://consent.example.com"));
        using var client = portal.NewClient();

        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));

        var antiforgery = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-af=", antiforgery, StringComparison.Ordinal);
        Assert.Contains("secure", antiforgery, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", antiforgery, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Staff_pages_carry_the_headers_that_keep_strangers_out()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Administrator);

        foreach (var path in new[] { "/", "/team", "/sign-in", "/account", "/nothing-here" })
        {
            using var page = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
            var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["no-referrer"], page.Headers.GetValues("Referrer-Policy"));
            Assert.Equal(["same-origin"], page.Headers.GetValues("Cross-Origin-Opener-Policy"));
            Assert.False(page.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task A_page_behind_the_door_is_not_kept_in_a_cache()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = await portal.VisitorAsync(Role.Administrator);

        using var page = await visitor.Client.GetAsync(new Uri("/team", UriKind.Relative));

        Assert.True(page.Headers.CacheControl is { NoStore: true } or { NoCache: true });
    }

    private static async Task<List<string>> SignInCookiesAsync(WebPortal portal)
    {
        var member = await portal.MemberAsync(Role.Analyst);
        using var visitor = portal.NewVisitor();
        using var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.Email"] = member.Email!, ["Input.Password"] = WebPortal.Password });
        return [.. answer.Headers.GetValues("Set-Cookie")];
    }
}
