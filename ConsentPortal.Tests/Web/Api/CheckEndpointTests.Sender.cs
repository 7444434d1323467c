using System.Net;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

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

    [Theory, OnEveryDatabase]
    public async Task An_application_that_is_an_agent_hears_it_whatever_it_says_of_itself(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var agent = await portal.ProgramAsync("consent:check");
        await using var db = portal.NewDb();
        var application = await db.Set<ApiKey>().Where(k => k.Id == agent.KeyId).Select(k => k.ApplicationId).SingleAsync();
        Assert.Equal(Refusal.Forbidden, (await portal.Get<MarkAgent>().RunAsync(new(application, true), Actors.Rep, CancellationToken.None)).Problem!.Refusal);

        Assert.True((await portal.Get<MarkAgent>().RunAsync(new(application, true), Actors.Admin, CancellationToken.None)).Ok);
        var answer = await agent.PostAsync(Path, new { profile = "default", purpose = "transactional", channel = "email", sender = "person", items = new[] { new { address = "ann@example.com" } } });

        Assert.Equal("disclose_ai", Assert.Single(answer.First.GetProperty("obligations").EnumerateArray()).GetString());
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
