using System.Net;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>Who writes decides what they owe.</summary>
public sealed partial class CheckEndpointTests
{
    [Theory]
    [InlineData("commercial", "ai", "unsubscribe_headers,postal_address,disclose_ai")]
    [InlineData("transactional", "ai", "disclose_ai")]
    [InlineData("commercial", "program", "unsubscribe_headers,postal_address")]
    [InlineData("transactional", "person", "")]
    public async Task A_machine_that_writes_to_people_hears_that_it_must_say_so(string purpose, string sender, string obligations)
    {
        var portal = await SharedPortal.GetAsync();
        using var agent = await portal.ProgramAsync("consent:check");

        var answer = await agent.PostAsync(Path, new { profile = "default", purpose, channel = "email", sender, items = new[] { new { address = "first-mail@example.com" } } });

        Assert.Equal(obligations, string.Join(',', answer.First.GetProperty("obligations").EnumerateArray().Select(o => o.GetString())));
    }

    [Fact]
    public async Task An_unknown_sender_is_refused()
    {
        var portal = await SharedPortal.GetAsync();
        using var agent = await portal.ProgramAsync("consent:check");

        var answer = await agent.PostAsync(Path, new { profile = "default", purpose = "commercial", channel = "email", sender = "robot", items = new[] { new { address = "ann@example.com" } } });

        Assert.Equal(["sender"], answer.IsProblem(HttpStatusCode.BadRequest).Fields);
    }
}
