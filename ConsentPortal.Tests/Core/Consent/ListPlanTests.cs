using System.Data.Common;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>How SQLite goes about the lists: along an index, never through a whole table, and sorting at most one page of each stream.</summary>
public sealed class ListPlanTests
{
    private static readonly Dictionary<string, Func<Rulebook, ConsentFilter>> Filters = new(StringComparer.Ordinal)
    {
        ["everything"] = _ => new(),
        ["status"] = _ => new() { Status = ConsentStatus.OptedOut },
        ["purpose and status"] = r => new() { PurposeId = r.Purpose("commercial")!.Id, Status = ConsentStatus.OptedIn },
        ["topic"] = r => new() { PurposeId = r.Purpose("commercial")!.Id, TopicId = r.Purpose("commercial")!.Topics[0].Id },
        ["days"] = _ => new() { From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) },
        ["address"] = _ => new() { Points = [new(5)] },
        ["address, purpose and status"] = r => new() { Points = [new(5)], PurposeId = r.Purpose("commercial")!.Id, Status = ConsentStatus.OptedIn },
        ["few that end"] = r => new() { PurposeId = r.Purpose("commercial")!.Id, Status = ConsentStatus.Expired },
        ["person"] = _ => new() { ContactId = new(5) },
        ["rare channel"] = _ => new() { Channel = Channel.Voice, Status = ConsentStatus.OptedIn },
        ["source"] = _ => new() { Source = "web" },
    };

    public static TheoryData<string> Names => [.. Filters.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task No_list_reads_through_a_table(string name)
    {
        await using var portal = await TestPortal.StartAsync();
        await using var db = portal.NewDb();
        foreach (var actor in new[] { Actors.Admin, Actors.RepWithOwnContacts })
        {
            foreach (var (command, streams) in await CommandsAsync(portal, db, name, actor))
            {
                var plan = await PlanAsync(command, "EXPLAIN QUERY PLAN ");
                var all = string.Join('\n', plan) + "\n" + command.CommandText;

                Assert.NotEmpty(plan);
                Assert.False(plan.Exists(p => p.StartsWith("SCAN", StringComparison.Ordinal) && !p.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && !p.Contains('(', StringComparison.Ordinal) && !IsDerived(p, command.CommandText)), all);
                Assert.True(!streams || !SortsAStream(plan), all);
                Assert.False(!streams && plan.Exists(p => p.StartsWith("SEARCH", StringComparison.Ordinal) && p.Contains("(purpose_id=?", StringComparison.Ordinal)), all);
            }
        }
    }

    [Theory, OnEveryDatabase("everything"), OnEveryDatabase("status"), OnEveryDatabase("topic"), OnEveryDatabase("days")]
    public async Task The_index_gives_every_stream_in_its_order(DatabaseProvider provider, string name)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.NewDb();
        await db.Database.OpenConnectionAsync();
        if (provider == DatabaseProvider.PostgreSql)
        {
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off"); // an empty table is else read whole
        }

        foreach (var (command, _) in await CommandsAsync(portal, db, name, Actors.Admin))
        {
            var plan = await PlanAsync(command, provider == DatabaseProvider.PostgreSql ? "EXPLAIN " : "EXPLAIN QUERY PLAN ");

            Assert.Contains(plan, p => p.Contains("ix_consent_records_purpose_id_status_recorded_at_event_id", StringComparison.Ordinal) || p.Contains("ix_consent_events_purpose_id_new_status_recorded_at_sequence", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, p => p.Contains("Seq Scan", StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task An_export_goes_along_the_key_or_the_ledger_never_through_a_purpose(string name)
    {
        await using var portal = await TestPortal.StartAsync();
        await using var db = portal.NewDb();
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var filter = Filters[name](rules);
        var scope = await ListScope.OfAsync(db, filter, rules, Actors.Admin, portal.Clock.Now(), CancellationToken.None);

        var records = await PlanAsync(ExportSlices.After(new RecordStreams(db, filter, scope).Plain(), default, new(99)).CreateDbCommand(), "EXPLAIN QUERY PLAN ");
        var events = await PlanAsync(ExportSlices.After(new EventStreams(db, filter, scope).Plain(), 0, 9).CreateDbCommand(), "EXPLAIN QUERY PLAN ");

        var bound = await PlanAsync(ExportSlices.Bound(db.Set<ConsentRecord>(), new(3), 7).CreateDbCommand(), "EXPLAIN QUERY PLAN ");

        Assert.StartsWith("SEARCH", Assert.Single(bound), StringComparison.Ordinal);
        Assert.Contains(records, p => p.Contains("USING PRIMARY KEY", StringComparison.Ordinal) || p.Contains("valid_until", StringComparison.Ordinal));
        Assert.Contains(events, p => p.Contains("ix_consent_events_sequence", StringComparison.Ordinal) || p.Contains("USING PRIMARY KEY", StringComparison.Ordinal));
        Assert.DoesNotContain(records.Concat(events), p => p.Contains("(purpose_id=?", StringComparison.Ordinal));
    }

    private static async Task<List<(DbCommand Command, bool Streams)>> CommandsAsync(TestPortal portal, PortalDb db, string name, Actor actor)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var filter = Filters[name](rules);
        var scope = await ListScope.OfAsync(db, filter, rules, actor, portal.Clock.Now(), CancellationToken.None);
        ListCursor cursor = new(portal.Clock.Now(), 7);
        var records = new RecordStreams(db, filter, scope).Parts();
        var events = new EventStreams(db, filter, scope).Parts();
        List<(DbCommand, bool)> commands = [];
        if (records.Count > 0)
        {
            commands.Add((RecordStreams.Ordered(records.Select(p => RecordStreams.Keys(p, cursor, true, 51)).Aggregate((a, b) => a.Concat(b)), true).Take(51).CreateDbCommand(), scope.Points is null && !scope.FewEnd));
        }

        if (events.Count > 0) // an event never brings "expired"
        {
            commands.Add((EventStreams.Ordered(events.Select(p => EventStreams.Keys(p, cursor, true, 51)).Aggregate((a, b) => a.Concat(b)), true).Take(51).CreateDbCommand(), scope.Points is null));
        }

        return commands;
    }

    private static async Task<List<string>> PlanAsync(DbCommand command, string explain)
    {
        List<string> plan = [];
        var text = command.CommandText;
        command.CommandText = explain + text;
        if (command.Connection!.State != System.Data.ConnectionState.Open)
        {
            await command.Connection.OpenAsync();
        }

        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                plan.Add(reader.GetString(reader.FieldCount - 1));
            }
        }

        command.CommandText = text;
        return plan;
    }

    // between the head of a stream and its reading stands how it is read; what comes after sorts the page that it gave
    private static bool SortsAStream(List<string> plan)
    {
        var inside = false;
        foreach (var line in plan)
        {
            inside = line.StartsWith("CO-ROUTINE", StringComparison.Ordinal) || (inside && !line.StartsWith("SCAN", StringComparison.Ordinal));
            if (inside && line.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // the union of the streams has a name of EF's, and no table
    private static bool IsDerived(string line, string sql) => !System.Text.RegularExpressions.Regex.IsMatch(sql, $"FROM \"[a-z_]+\" AS \"{line.Split(' ')[1]}\"|JOIN \"[a-z_]+\" AS \"{line.Split(' ')[1]}\"");
}
