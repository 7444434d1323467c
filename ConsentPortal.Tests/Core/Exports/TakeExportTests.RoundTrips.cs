using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Consent;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Exports;

// what is read back from the files is what was there, in both formats
public sealed partial class TakeExportTests
{
    private static readonly string[] Hostile = ["=1+1", "'=x", "-5", "@SUM(A1)", "+49 1", "a,b;c", "say \"hi\"", "two\nlines", "café \U0001F600 ß", "'quoted'", "\tTab"];

    [Theory, OnEveryDatabase]
    public async Task People_read_back_with_their_addresses_levels_and_flags_however_they_are_called(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var account = await portal.World.AccountAsync("=Example, \"Ltd\"", "York", "GB");
        var guardian = await portal.World.PersonAsync("Grace Guard", "grace@example.com", f => f with { ExternalId = "-crm-1" });
        foreach (var (name, n) in Hostile.Select((name, n) => (name, n)))
        {
            await portal.World.PersonAsync("x", $"p{n}@example.com", f => f with
            {
                FirstName = name, LastName = name, JobTitle = name, ExternalId = $"@{n}", AccountId = n % 2 == 0 ? account : default, Child = n == 3, GuardianId = n == 3 ? guardian : default, Level = n == 4 ? ConsentLevel.Profiling : ConsentLevel.None,
                DoNotBulk = n == 5, DoNotMail = n == 6, DoNotPhone = n == 7, DoNotTrack = n == 8, Language = n == 9 ? "pt-BR" : "", Kind = n % 2 == 0 ? ContactKind.Lead : ContactKind.Contact,
            }, null, "+447700900123", $"Other+{n}@example.com");
        }

        var expected = await PeopleAsync(portal);
        var csv = ExportScene.Csv(await portal.TakeAsync(ExportScene.Contacts));

        Assert.Equal(expected, csv.Select(Person));
        Assert.Equal(csv, ExportScene.Lines(await portal.TakeAsync(ExportScene.Contacts, ExportFormat.JsonLines)));
        Assert.Equal(expected.Where(p => p.Contains("|lead|", StringComparison.Ordinal)), ExportScene.Csv(await portal.TakeAsync(new(ExportWhat.Contacts) { Contacts = new(Kind: ContactKind.Lead) })).Select(Person));
        Assert.Equal("@3", Assert.Single(ExportScene.Csv(await portal.TakeAsync(new(ExportWhat.Contacts) { Contacts = new("P3@EXAMPLE.com") })))["externalId"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Events_read_back_in_the_order_of_the_ledger_and_as_the_filter_says(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ConsentListScene.OfAsync(portal, 150, seed: 5);

        var csv = ExportScene.Csv(await portal.TakeAsync(ExportScene.Events));
        var expected = scene.EventsOf(new()).OrderBy(e => e.Sequence).Select(Event);

        Assert.Equal(expected, csv.Select(r => string.Join('|', r["sequence"], r["key"], r["before"], r["state"], r["source"], r["occurredAt"], r["recordedAt"], r["validUntil"], r["applied"], r["action"])));
        Assert.Equal(csv.Select(r => r["key"]), ExportScene.Lines(await portal.TakeAsync(ExportScene.Events, ExportFormat.JsonLines)).Select(r => r["key"]));
        ConsentFilter outs = new() { Status = ConsentStatus.OptedOut, Source = "=shop" };
        Assert.Equal(scene.EventsOf(outs).Select(e => e.Id.ToString()).Order(StringComparer.Ordinal), ExportScene.Csv(await portal.TakeAsync(new(ExportWhat.Events) { Consents = outs })).Select(r => r["key"]).Order(StringComparer.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task The_trail_reads_back_with_old_and_new_values(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var name in Hostile)
        {
            await portal.World.AccountAsync(name, name);
        }

        var expected = await TrailAsync(portal, new());
        var csv = ExportScene.Csv(await portal.TakeAsync(ExportScene.Audit));

        Assert.Equal(expected, csv.SkipLast(1).Select(Entry)); // the last one is this export's own
        Assert.Equal(expected, ExportScene.Lines(await portal.TakeAsync(ExportScene.Audit, ExportFormat.JsonLines)).Take(expected.Count).Select(Entry));
        Assert.Equal(Hostile.Length, ExportScene.Csv(await portal.TakeAsync(new(ExportWhat.Audit) { Audit = new("account.added") })).Count);
    }

    private static async Task<List<string>> PeopleAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        List<string> people = [];
        foreach (var person in await db.Set<Contact>().AsNoTracking().Include(c => c.States).OrderBy(c => c.Id).ToListAsync())
        {
            var view = await portal.World.ContactAsync(person.Id);
            var account = await db.Set<Account>().Where(a => a.Id == person.AccountId).Select(a => a.Name).FirstOrDefaultAsync() ?? "";
            var guardian = await db.Set<Contact>().Where(c => c.Id == person.State.GuardianId).Select(c => c.ExternalId).FirstOrDefaultAsync() ?? "";
            string Points(Channel channel) => string.Join('\n', view.Points.Where(p => p.Channel == channel).Select(p => p.Address));
            var s = person.State;
            people.Add(string.Join('|', person.Id, person.ExternalId, Word.Of(person.Kind), person.FirstName, person.LastName, person.JobTitle, account, person.Language, Points(Channel.Email), Points(Channel.Sms),
                (int)s.Level, Flag(s.Child), guardian, Flag(!s.DoNotTrack), Flag(s.DoNotBulk), Flag(s.DoNotMail), Flag(s.DoNotPhone)));
        }

        return people;
    }

    private static readonly string[] PersonColumns = ["id", "externalId", "kind", "firstName", "lastName", "jobTitle", "account", "language", "email", "phone", "level", "child", "guardian", "tracking", "doNotBulk", "doNotMail", "doNotPhone"];

    private static string Person(Dictionary<string, string> row) => string.Join('|', PersonColumns.Select(c => row[c]));

    private static string Event(ConsentEvent e) => string.Join('|', e.Sequence, e.Id, Word.Of(e.OldStatus), Word.Of(e.NewStatus), e.Source, At(e.OccurredAt), At(e.RecordedAt), At(e.ValidUntil), Flag(e.Applied), Word.Of(e.Action));

    private static async Task<List<string>> TrailAsync(TestPortal portal, FindAuditEntries.Filter filter)
    {
        List<AuditRow> rows = [];
        for (string? cursor = null; rows.Count == 0 || cursor is not null;)
        {
            var page = (await portal.Get<FindAuditEntries>().RunAsync(filter, cursor, Actors.Admin, default)).Value;
            rows.AddRange(page.Rows);
            cursor = page.Next;
        }

        return [.. rows.OrderBy(r => r.Id).Select(r => string.Join('|', r.Id, At(r.At), r.Kind, Word.Of(r.Actor.Kind), r.Actor.Id, r.ActorName, r.SubjectKind, r.SubjectId, r.SubjectName, r.Reason, string.Join(';', r.Changes.Select(c => $"{c.Field}:{c.Old}:{c.New}"))))];
    }

    private static string Entry(Dictionary<string, string> row)
    {
        var changes = row["changes"].Length == 0 ? [] : JsonSerializer.Deserialize<List<Change>>(row["changes"], JsonSerializerOptions.Web)!;
        return string.Join('|', row["id"], row["at"], row["kind"], row["actorKind"], row["actorId"], row["actor"], row["subjectKind"], row["subjectId"], row["subject"], row["reason"], string.Join(';', changes.Select(c => $"{c.Field}:{c.Old}:{c.New}")));
    }

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string At(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";
}
