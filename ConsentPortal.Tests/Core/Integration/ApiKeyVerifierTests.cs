using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Integration;

public sealed class ApiKeyVerifierTests
{
    [Theory, OnEveryDatabase]
    public async Task A_key_revoked_by_another_process_is_closed_within_five_seconds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var issued = await IssueAsync(portal);
        Assert.NotNull(await VerifyAsync(portal, issued.Key));
        await using (var db = portal.NewDb())
        {
            var revokedAt = portal.Clock.Now();
            await db.Set<ApiKey>().ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, revokedAt));
        }

        Assert.NotNull(await VerifyAsync(portal, issued.Key));
        portal.Clock.Advance(ApiKeyVerifier.MostAge);

        Assert.Null(await VerifyAsync(portal, issued.Key));
    }

    [Fact]
    public async Task A_key_goes_on_after_its_ring_was_rotated()
    {
        await using var portal = await TestPortal.StartAsync();
        var before = await IssueAsync(portal);

        portal.Get<KeyRings>().Secrets.Rotate();
        var after = await IssueAsync(portal);

        Assert.NotNull(await VerifyAsync(portal, before.Key));
        Assert.NotNull(await VerifyAsync(portal, after.Key));
    }

    [Fact]
    public async Task Any_other_text_is_no_key()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = (await IssueAsync(portal)).Key;

        for (var i = 0; i < key.Length; i++)
        {
            var forged = $"{key[..i]}{(key[i] == 'x' ? 'y' : 'x')}{key[(i + 1)..]}";
            Assert.Null(await VerifyAsync(portal, forged));
        }

        foreach (var text in new[] { "", "cp_", "cp__", key[..^1], $"{key}A", key.Replace("cp_", "CP_", StringComparison.Ordinal), $" {key}" })
        {
            Assert.Null(await VerifyAsync(portal, text));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_hash_is_stored_and_issuing_and_revoking_are_in_the_trail(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var issued = await IssueAsync(portal);
        await portal.Get<RevokeApiKey>().RunAsync(new(issued.Id), Actors.Admin, CancellationToken.None);
        await portal.Get<RevokeApiKey>().RunAsync(new(issued.Id), Actors.Admin, CancellationToken.None);

        await using var db = portal.NewDb();
        var key = await db.Set<ApiKey>().SingleAsync();
        var trail = await db.Set<AuditEntry>().Where(a => a.SubjectKind == "apiKey").OrderBy(a => a.Id).Select(a => a.Kind).ToListAsync();

        Assert.Equal(32, key.SecretHash.Length);
        Assert.NotNull(key.RevokedAt);
        Assert.Equal(["api_key.issued", "api_key.revoked"], trail);
    }

    [Theory]
    [InlineData("", null, null, "consent:check", "name")]
    [InlineData("CRM", null, "nope", "consent:check", "profile")]
    [InlineData("CRM", null, null, "consent:all", "scopes")]
    [InlineData("CRM", null, null, null, "scopes")]
    public async Task A_wrong_wish_is_refused_beside_its_field(string name, string? application, string? profile, string? scope, string field)
    {
        await using var portal = await TestPortal.StartAsync();

        var outcome = await portal.Get<IssueApiKey>().RunAsync(new(name, application, profile, scope is null ? [] : [scope]), Actors.Admin, CancellationToken.None);

        Assert.Contains(outcome.Problems, p => p.Field == field);
    }

    [Theory, OnEveryDatabase]
    public async Task An_application_is_made_once_and_the_lists_keep_revoked_keys_apart(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var first = await IssueAsync(portal, "one");
        await IssueAsync(portal, "two");
        await portal.Get<RevokeApiKey>().RunAsync(new(first.Id), Actors.Admin, CancellationToken.None);
        var find = portal.Get<FindApiKeys>();

        var open = (await find.RunAsync(new(), Actors.Admin, CancellationToken.None)).Value;
        var closed = (await find.RunAsync(new(Revoked: true), Actors.Admin, CancellationToken.None)).Value;

        Assert.Equal(("two", "The CRM"), (open.Rows.Single().Name, open.Rows.Single().Application));
        Assert.Equal(("one", "The CRM"), (closed.Rows.Single().Name, closed.Rows.Single().Application));
        await using var db = portal.NewDb();
        Assert.Equal(1, await db.Set<Application>().CountAsync());
        Assert.False((await find.RunAsync(new(), Actors.Rep, CancellationToken.None)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Keys_that_are_made_at_one_instant_for_a_new_application_share_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => IssueAsync(portal, $"key {n}"))));

        await using var db = portal.NewDb();
        Assert.Equal((6, 1), (made.Select(m => m.Id).Distinct().Count(), await db.Set<Application>().CountAsync()));
    }

    private static async Task<IssueApiKey.View> IssueAsync(TestPortal portal, string name = "CRM")
        => (await portal.Get<IssueApiKey>().RunAsync(new(name, "The CRM", null, ["consent:check"]), Actors.Admin, CancellationToken.None)).Value;

    private static ValueTask<ApiCaller?> VerifyAsync(TestPortal portal, string key) => portal.Get<ApiKeyVerifier>().VerifyAsync(key, CancellationToken.None);
}
