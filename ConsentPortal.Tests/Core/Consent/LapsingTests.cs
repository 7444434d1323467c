using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class LapsingTests
{
    [Theory, OnEveryDatabase]
    public async Task What_ends_is_counted_by_week_and_listed_by_date_in_each_window(DatabaseProvider provider)
    {
        await using var portal = await RenewalTests.StartAsync(provider);
        await EndsAsync(portal, "first@example.com", 3);
        await EndsAsync(portal, "first@example.com", 3, "newsletter");
        await EndsAsync(portal, "+4917012345678", 16);
        await EndsAsync(portal, "third@example.com", 45);
        await EndsAsync(portal, "last@example.com", 88);
        await EndsAsync(portal, "ended@example.com", -10);
        await EndsAsync(portal, "long-ago@example.com", -40);
        await portal.World.SaysAsync("for-ever@example.com", ConsentStatus.OptedIn, "tracking");

        Assert.Equal((3, 4, 5, 1), (await CountAsync(portal, LapseWindow.Days30), await CountAsync(portal, LapseWindow.Days60), await CountAsync(portal, LapseWindow.Days90), await CountAsync(portal, LapseWindow.Lapsed)));
        var counts = (await portal.Get<CountLapsing>().RunAsync(new(), Actors.Admin, default)).Value;
        Assert.Equal([2, 0, 1, 0, 0], counts.Weeks.Select(w => w.Count));
        Assert.Equal([(1, Channel.Email), (1, Channel.Email), (1, Channel.Sms)], counts.Groups.Select(g => (g.Count, g.Channel)).OrderBy(g => g.Channel));

        var rows = (await portal.Get<FindLapsing>().RunAsync(new(LapseWindow.Days90), null, Actors.Admin, default)).Value;
        Assert.Equal(["first@example.com", "first@example.com", "+4917012345678", "third@example.com", "last@example.com"], rows.Rows.Select(r => r.Address));
        Assert.Null(rows.Next);
        var rules = await portal.RulesAsync();
        var purpose = rules.Purpose("commercial")!;
        LapseFilter narrow = new(LapseWindow.Days90, rules.Profile("default")!.Id, purpose.Id, purpose.Topics.Single(t => t.Code == "newsletter").Id, Channel.Email);
        Assert.Equal("Newsletter", Assert.Single((await portal.Get<FindLapsing>().RunAsync(narrow, null, Actors.Admin, default)).Value.Rows).Topic!.In("en"));
        Assert.Equal(1, (await portal.Get<CountLapsing>().RunAsync(narrow, Actors.Admin, default)).Value.Total);
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_follow_each_other_without_a_gap_also_where_many_end_at_once(DatabaseProvider provider)
    {
        await using var portal = await RenewalTests.StartAsync(provider);
        var end = portal.Clock.Now().AddDays(5);
        var items = Enumerable.Range(0, 130).Select(i => new ConsentStatement
        {
            Channel = Channel.Email, Address = $"p{i}@example.com", Profile = "default", Purpose = "commercial", Topic = i % 2 == 0 ? "newsletter" : null, Status = ConsentStatus.OptedIn, ValidUntil = end,
        });
        await portal.Get<RecordConsent>().RunAsync(new([.. items]), Actors.Crm, default);

        List<string?> seen = [];
        for (string? cursor = null; seen.Count == 0 || cursor is not null;)
        {
            var page = (await portal.Get<FindLapsing>().RunAsync(new(), cursor, Actors.Admin, default)).Value;
            seen.AddRange(page.Rows.Select(r => r.Address));
            cursor = page.Next;
        }

        Assert.Equal((130, 130), (seen.Count, seen.Distinct(StringComparer.Ordinal).Count()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_representative_with_own_contacts_sees_theirs_and_who_may_not_read_consent_sees_none(DatabaseProvider provider)
    {
        await using var portal = await RenewalTests.StartAsync(provider);
        await EndsAsync(portal, "mine@example.com", 3);
        await EndsAsync(portal, "theirs@example.com", 3);
        await portal.World.PersonAsync("crm-1", ["mine@example.com"], f => f with { OwnerId = Actors.RepWithOwnContacts.Number });

        var mine = Assert.Single((await portal.Get<FindLapsing>().RunAsync(new(), null, Actors.RepWithOwnContacts, default)).Value.Rows);
        Assert.Equal(("mine@example.com", "crm-1"), (mine.Address, mine.ContactName));
        Assert.Equal(1, (await portal.Get<CountLapsing>().RunAsync(new(), Actors.RepWithOwnContacts, default)).Value.Total);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindLapsing>().RunAsync(new(), null, Actors.Analyst, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<CountLapsing>().RunAsync(new(), Actors.Analyst, default)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_plans_audiences_sees_how_many_end_and_masked_addresses_and_no_names(DatabaseProvider provider)
    {
        await using var portal = await RenewalTests.StartAsync(provider);
        await EndsAsync(portal, "ann@example.com", 3);
        await portal.World.PersonAsync("crm-1", ["ann@example.com"]);
        var planner = new TeamMember { Id = 6, DisplayName = "Paul Planner", Role = Role.Analyst, MaySegment = true }.AsActor();

        var row = Assert.Single((await portal.Get<FindLapsing>().RunAsync(new(), null, planner, default)).Value.Rows);

        Assert.Equal(("a…@e….com", "", true, false), (row.Address, row.ContactName, row.ContactId.IsNone, row.MayOpen));
        Assert.Equal(1, (await portal.Get<CountLapsing>().RunAsync(new(), planner, default)).Value.Total);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<StartRenewal>().RunAsync(new(default, default, LapseWindow.Days30, null), planner, default)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_page_is_read_from_the_index_on_the_end_and_never_from_the_whole_table()
    {
        await using var portal = await RenewalTests.StartAsync(DatabaseProvider.Sqlite);
        await using var db = portal.NewDb();
        var query = FindLapsing.Page(db.Set<ConsentRecord>().Ending(portal.Clock.Now(), portal.Clock.Now().AddDays(30)), null).ToQueryString();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        var lines = query.Split('\n').Select(l => l.Trim()).ToList();
        foreach (var line in lines.Where(l => l.StartsWith(".param set", StringComparison.Ordinal)))
        {
            command.Parameters.AddWithValue(line.Split(' ')[2], line.Split(' ')[3].Trim('\''));
        }

        command.CommandText = "EXPLAIN QUERY PLAN " + string.Join('\n', lines.Where(l => !l.StartsWith(".param", StringComparison.Ordinal)));
        await using var reader = await command.ExecuteReaderAsync();
        List<string> plan = [];
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }

        Assert.Contains("ix_consent_records_valid_until", plan[0], StringComparison.Ordinal);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private static async Task<int> CountAsync(TestPortal portal, LapseWindow window) => (await portal.Get<CountLapsing>().RunAsync(new(window), Actors.Admin, default)).Value.Total;

    private static async Task EndsAsync(TestPortal portal, string address, int days, string? topic = null)
        => await portal.World.SaysAsync(address, ConsentStatus.OptedIn, topic: topic, with: s => s with { ValidUntil = portal.Clock.Now().AddDays(days) });
}
