using System.Net;
using System.Net.Http.Headers;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

public sealed class ApiKeyAuthenticationTests
{
    private static readonly object Question = new { profile = "default", purpose = "commercial", channel = "email", items = new[] { new { address = "ann@example.com" } } };

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer cp_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic YTpi")]
    public async Task Without_a_valid_key_the_answer_is_401(string? header)
    {
        var portal = await SharedPortal.GetAsync();
        using ApiClient nobody = new(portal.NewClient(), default, "");
        if (header is not null)
        {
            nobody.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }

        var answer = (await nobody.PostAsync("consent/check", Question)).IsProblem(HttpStatusCode.Unauthorized);

        Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task A_key_with_another_secret_is_no_key()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();
        var forged = crm.Key[..^5] + (crm.Key[^5] == 'A' ? 'B' : 'A') + crm.Key[^4..];
        crm.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", forged);

        (await crm.PostAsync("consent/check", Question)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_the_scope_the_answer_is_403_and_names_it()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:write");

        var answer = (await crm.PostAsync("consent/check", Question)).IsProblem(HttpStatusCode.Forbidden);

        Assert.Contains("scope=\"consent:check\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_revoked_key_is_closed_at_once(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync("consent/check", Question)).Status);

        var revoked = await portal.Get<RevokeApiKey>().RunAsync(new(crm.KeyId), Actors.Admin, CancellationToken.None);

        Assert.True(revoked.Ok);
        (await crm.PostAsync("consent/check", Question)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unknown_path_and_a_wrong_method_are_problem_documents()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync();

        (await crm.PostAsync("nothing/here", Question)).IsProblem(HttpStatusCode.NotFound);
        using var get = await crm.Http.GetAsync(new Uri("/api/v1/consent/check", UriKind.Relative));
        Assert.Contains("POST", (await ApiAnswer.OfAsync(get)).IsProblem(HttpStatusCode.MethodNotAllowed).Headers["Allow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_the_owner_sets_holds_for_each_key_and_says_when_to_come_back()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:Api:RequestsPerMinute", "2"));
        using var crm = await portal.ProgramAsync();
        using var other = await portal.ProgramAsync();

        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync("consent/check", Question)).Status);
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync("consent/check", Question)).Status);
        var refused = (await crm.PostAsync("consent/check", Question)).IsProblem(HttpStatusCode.TooManyRequests);

        Assert.InRange(int.Parse(refused.Headers["Retry-After"], null), 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync("consent/check", Question)).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_last_use_is_written_down_beside_the_request(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.PostAsync("consent/check", Question);

        DateTimeOffset? used = null;
        for (var i = 0; i < 100 && used is null; i++)
        {
            await Task.Delay(50);
            await using var db = portal.NewDb();
            used = (await db.Set<ApiKey>().AsNoTracking().SingleAsync(k => k.Id == crm.KeyId)).LastUsedAt;
        }

        Assert.NotNull(used);
    }
}
