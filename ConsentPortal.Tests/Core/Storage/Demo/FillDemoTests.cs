using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Demo;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Storage.Demo;

/// <summary>The demo: believable, the same every time, whole or not there, and harmless.</summary>
public sealed class FillDemoTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task An_empty_database_is_filled_once_with_people_and_eighteen_months_of_history(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.True(await portal.Get<FillDemo>().RunAsync(Ct));
        Assert.False(await portal.Get<FillDemo>().RunAsync(Ct));

        await using var db = portal.NewDb();
        Assert.InRange(await db.Set<Contact>().CountAsync(), 190, 230);
        Assert.Equal(3, (await portal.Get<Rulebooks>().FreshAsync(Ct)).Profiles.Count);
        Assert.Equal(Enum.GetValues<Role>().Order(), (await db.Users.Select(m => m.Role).ToListAsync()).Order());
        var events = await db.Set<ConsentEvent>().AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
        Assert.True(events[^1].RecordedAt - events[0].RecordedAt > TimeSpan.FromDays(500));
        Assert.All(events.Zip(events.Skip(1)), pair => Assert.True(pair.First.RecordedAt <= pair.Second.RecordedAt));
        Assert.True(events[^1].RecordedAt <= portal.Clock.Now());
        Assert.Superset(new HashSet<ConsentAction> { ConsentAction.Import, ConsentAction.Ticked, ConsentAction.Confirmed, ConsentAction.OneClick, ConsentAction.Spoken, ConsentAction.Button, ConsentAction.Api },
            events.Select(e => e.Action).ToHashSet());
        Assert.All(events, e => Assert.Equal(LedgerLeaf.Of(e), e.LeafHash));
    }

    [Fact]
    public async Task Every_address_is_one_that_reaches_nobody()
    {
        await using var portal = await FilledAsync();

        await using var db = portal.NewDb();
        var addresses = await db.Set<ContactPoint>().Select(p => p.Canonical!).ToListAsync();
        Assert.NotEmpty(addresses);
        Assert.All(addresses.Where(a => a.Contains('@', StringComparison.Ordinal)), a => Assert.Matches(@"@(.+\.example|example\.(com|org|net))$", a));
        Assert.All(addresses.Where(a => !a.Contains('@', StringComparison.Ordinal)), a => Assert.Matches(@"^\+(447700900\d{3}|3363998\d{4}|493023125\d{3}|4670174(0[6])\d{2}|120255501\d{2})$", a));
        Assert.All(await db.Set<Account>().Select(a => a.Website).ToListAsync(), site => Assert.EndsWith(".example", site));
    }

    [Fact]
    public async Task It_is_the_same_every_time()
    {
        await using var one = await FilledAsync();
        await using var other = await FilledAsync();

        Assert.Equal(await PictureAsync(one), await PictureAsync(other));
    }

    [Fact]
    public async Task It_shows_every_kind_of_answer()
    {
        await using var portal = await FilledAsync();
        await using var db = portal.NewDb();
        var points = await db.Set<ContactPoint>().Where(p => p.Channel == Channel.Email).Select(p => p.Canonical!).ToListAsync();

        HashSet<ReasonCode> seen = [];
        foreach (var (profile, purpose) in new[] { ("default", "commercial"), ("europe", "eu-marketing"), ("europe", "eu-events"), ("default", "transactional") })
        {
            var outcome = await portal.Get<CheckConsent>().RunAsync(new(new(profile, purpose, null, Channel.Email), [.. points.Select(p => new CheckItem(p))]), Actors.Crm, Ct);
            seen.UnionWith(outcome.Value.Items.Select(i => i.Decision.Message.Reason));
        }

        Assert.Superset(new HashSet<ReasonCode>
        {
            ReasonCode.AllowedOptedIn, ReasonCode.AllowedNotOptedOut, ReasonCode.PurposeOptedOut, ReasonCode.PurposeNotOptedIn, ReasonCode.Suppressed, ReasonCode.Child, ReasonCode.DoNotContact, ReasonCode.Paused,
        }, seen);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_page_of_the_portal_has_something_to_show(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Get<FillDemo>().RunAsync(Ct);
        var admin = Actors.Admin;

        Assert.InRange((await portal.Get<FindLapsing>().RunAsync(new(), null, admin, Ct)).Value.Rows.Count, 5, 40);
        Assert.Equal(1, Assert.Single((await portal.Get<FindRenewals>().RunAsync(admin, Ct)).Value).Asked);
        var tallies = (await portal.Get<ReadFlagTallies>().RunAsync(admin, Ct)).Value;
        Assert.Equal(Assert.Single(tallies.Messages).Count, Assert.Single(tallies.Networks).Count);
        Assert.InRange(tallies.Messages[0].SoonCount, 2, 5);
        await using var db = portal.NewDb();
        Assert.True((await db.Set<SubscribePage>().SingleAsync()).Open);
        Assert.True((await db.Set<PreferenceCenter>().SingleAsync()).ShowLevel);
        Assert.Equal(["de", "en"], (await db.Set<PublishedWording>().Select(w => w.Language).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(EmailState.Unknown, (await db.Set<Email>().OrderBy(m => m.Id).LastAsync()).State);
    }

    [Fact]
    public async Task Last_year_is_decided_as_it_was()
    {
        await using var portal = await FilledAsync();

        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("nobody@example.com", at: portal.Clock.Now().AddMonths(-12)));
    }

    [Fact]
    public async Task A_database_in_which_anything_was_done_is_left_alone()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        Assert.False(await portal.Get<FillDemo>().RunAsync(Ct));
    }

    private static async Task<TestPortal> FilledAsync()
    {
        var portal = await TestPortal.StartAsync();
        await portal.Get<FillDemo>().RunAsync(Ct);
        return portal;
    }

    private static async Task<List<string>> PictureAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var people = await db.Set<Contact>().Select(c => c.FirstName + " " + c.LastName + " " + c.Language).ToListAsync();
        var said = await db.Set<ConsentEvent>().Join(db.Set<ContactPoint>(), e => e.PointId, p => p.Id, (e, p) => p.Canonical + " " + e.Action + " " + e.NewStatus).ToListAsync();
        return [.. people.Concat(said).Order(StringComparer.Ordinal)];
    }
}
