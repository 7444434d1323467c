using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web;

/// <summary>What every answer carries, whoever asked and whatever came of it.</summary>
public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/nothing-here")]
    [InlineData("/portal.css")]
    [InlineData("/brand/logo.svg")]
    [InlineData("/u/nonsense")]
    [InlineData("/c/nonsense")]
    [InlineData("/api/docs")]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/nothing-here")]
    public async Task Every_door_forbids_frames_guessed_types_and_inline_scripts(string path)
    {
        var portal = await SharedPortal.GetAsync();
        using var client = portal.NewClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.True(policy.Contains("script-src 'self';", StringComparison.Ordinal) || (policy.Contains("default-src 'none'", StringComparison.Ordinal) && !policy.Contains("script-src", StringComparison.Ordinal)), policy);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Theory]
    [InlineData("/u/nonsense")]
    [InlineData("/c/nonsense")]
    public async Task A_readers_page_can_run_no_script_at_all(string path)
    {
        var portal = await SharedPortal.GetAsync();
        using var client = portal.NewClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.StartsWith("default-src 'none'; style-src 'self';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_https_browsers_are_told_to_stay_there()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:PublicUrl", "https://consent.example.com"));
        using var client = portal.NewClient();

        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        using var plain = await (await SharedPortal.GetAsync()).NewClient().GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Equal(["max-age=31536000"], page.Headers.GetValues("Strict-Transport-Security"));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }
}
