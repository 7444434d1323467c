using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>A key may have an end and a limit of its own, both changed later and told.</summary>
public sealed class KeyLimitsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_key_opens_until_its_day_and_holds_again_where_that_is_moved(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var verifier = portal.Get<ApiKeyVerifier>();
        var end = portal.Clock.Now().AddDays(30);
        var key = (await portal.Get<IssueApiKey>().RunAsync(new("trial", "Agency", null, ["consent:check"]) { ExpiresAt = end, RequestsPerMinute = 60 }, Actors.Admin, Ct)).Value;
        Assert.Equal(60, (await verifier.VerifyAsync(key.Key, Ct))!.RequestsPerMinute);

        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Null(await verifier.VerifyAsync(key.Key, Ct));
        Assert.Equal(0, (await portal.Get<FindApplications>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Single().Keys);
        Assert.True((await EditAsync(portal, key.Id, 120, end)).Ok); // its day has come and may stay
        Assert.Equal("expiresAt", (await EditAsync(portal, key.Id, 120, end.AddDays(-1))).Problem!.Field);
        Assert.Equal("requestsPerMinute", (await EditAsync(portal, key.Id, 0, null)).Problem!.Field);
        Assert.True((await EditAsync(portal, key.Id, null, null)).Ok);

        Assert.Equal(0, (await verifier.VerifyAsync(key.Key, Ct))!.RequestsPerMinute);
        var told = (await portal.AuditAsync())[^1];
        Assert.Equal(("api_key.edited", "trial"), (told.Entry.Kind, told.Values.Subject));
        Assert.Contains(new Change("requestsPerMinute", "120", "0"), told.Values.Changes);
        await portal.Get<RevokeApiKey>().RunAsync(new(key.Id), Actors.Admin, Ct);
        Assert.Equal(Refusal.Conflict, (await EditAsync(portal, key.Id, 5, null)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_day_that_has_gone_and_a_limit_of_none_are_refused_beside_their_fields()
    {
        await using var portal = await TestPortal.StartAsync();

        var refused = await portal.Get<IssueApiKey>().RunAsync(new("x", null, null, ["consent:check"]) { ExpiresAt = portal.Clock.Now().AddDays(-1), RequestsPerMinute = 0 }, Actors.Admin, Ct);

        Assert.Equal(["requestsPerMinute", "expiresAt"], refused.Problems.Select(p => p.Field!));
        Assert.Equal(Refusal.Forbidden, (await portal.Get<EditApiKey>().RunAsync(new(new(1), null, null), Actors.Officer, Ct)).Problem!.Refusal);
    }

    private static Task<Outcome<Done>> EditAsync(TestPortal portal, Id<ApiKey> id, int? perMinute, DateTimeOffset? end) => portal.Get<EditApiKey>().RunAsync(new(id, perMinute, end), Actors.Admin, Ct);
}
