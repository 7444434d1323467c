using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class PeopleImportTests
{
    internal const string Header = "externalId,kind,firstName,lastName,jobTitle,account,email,phone,level,child,doNotBulk\r\n";

    [Theory, OnEveryDatabase]
    public async Task People_are_found_by_id_address_or_name_and_told_apart_where_they_are_not_the_same(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var account = await portal.World.AccountAsync("Acme");
        var ann = await portal.World.PersonAsync("crm-1", ["ann@example.com"], f => f with { FirstName = "Ann", LastName = "Example", DoNotBulk = true });
        var bob = await portal.World.PersonAsync("Bob Baker", "bob@example.com");
        var cleo = await portal.World.PersonAsync("Cléo Clark", with: f => f with { AccountId = account });
        await portal.World.PersonAsync("Twin One", "twin@example.com");
        await portal.World.PersonAsync("Twin One", "twin@example.com");

        var job = await LoadAsync(portal, Header
            + "crm-1,contact,Ann,Sample,Buyer,Acme,ann@example.com\u003bann@work.example,,3,false,false\r\n" // by id; a limit is not lifted
            + ",contact,Bob,Baker,Chief,,BOB@example.com,'+447700900123,,,true\r\n"                              // by address and name; a shielded number
            + ",,Clark,CLEO,,ACME,cleo@example.com,,,,\r\n"                                                     // by name and account, the names swapped
            + ",,Dora,Baker,,,bob@example.com,,,,\r\n"                                                          // shares the address, has another name
            + ",,Twin,One,,,twin@example.com,,,,\r\n"
            + "crm-1,,Ann,Again,,,,,,,\r\n"
            + ",,Eve,,,New Company,not an address,,,,\r\n"
            + ",,,,,,,,,,\r\n");

        Assert.Equal((1, 3), (job.Counts.Added, job.Counts.Changed));
        Assert.Equal([("ambiguous_match", 1L), ("duplicate_row", 1L), ("invalid_address", 1L), ("no_identity", 1L)], job.Counts.Rejected.Select(r => (r.Key, r.Value)));
        var a = await portal.World.ContactAsync(ann);
        Assert.Equal(("Sample", "Buyer", "Acme", ConsentLevel.Subscriptions, true, 2), (a.Fields.LastName, a.Fields.JobTitle, a.Account, a.Fields.Level, a.Fields.DoNotBulk, a.Points.Count));
        var b = await portal.World.ContactAsync(bob);
        Assert.Equal(("Chief", true, "+447700900123"), (b.Fields.JobTitle, b.Fields.DoNotBulk, b.Points.Single(p => p.Channel == Channel.Sms).Address));
        Assert.Equal("cleo@example.com", (await portal.World.ContactAsync(cleo)).Points.Single().Address);
        Assert.Single(await EditContactTests.AuditAsync(portal, LevelWriter.Kind));
        Assert.Empty(await portal.World.EventsAsync()); // nothing about consent
        Assert.Contains("5,ambiguous_match,", await portal.RejectedAsync(job.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_says_what_happens_to_known_people_and_the_same_file_again_changes_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("crm-1", ["ann@example.com"], f => f with { FirstName = "Ann" });
        const string File = Header + "crm-1,,Anna,,Buyer,,,,,,\r\n";

        Assert.Equal(1, (await LoadAsync(portal, File, PeoplePolicy.Skip)).Counts.Skipped);
        Assert.Equal(1, (await LoadAsync(portal, File, PeoplePolicy.FillBlanks)).Counts.Changed);
        Assert.Equal(("Ann", "Buyer"), ((await portal.World.ContactAsync(ann)).Fields.FirstName, (await portal.World.ContactAsync(ann)).Fields.JobTitle));
        Assert.Equal(1, (await LoadAsync(portal, File)).Counts.Changed);
        Assert.Equal(1, (await LoadAsync(portal, File)).Counts.Unchanged);
    }

    [Fact]
    public async Task The_dry_run_writes_nothing_says_the_same_and_shows_an_analyst_no_names()
    {
        await using var portal = await TestPortal.StartAsync();
        const string File = "email,firstName,lastName\r\nann@example.com,Ann,Example\r\nbad,Bob,Baker\r\n";
        var id = await UploadAsync(portal, File);
        var options = (await portal.ReadAsync(id)).Options.People!;

        var seen = (await portal.Get<DryRunPeople>().RunAsync(new(id, options), Actors.Analyst, CancellationToken.None)).Value;
        var open = (await portal.Get<DryRunPeople>().RunAsync(new(id, options), Actors.Admin, CancellationToken.None)).Value;

        Assert.Equal((1, 1), (seen.Counts.Added, seen.Counts.RejectedTotal));
        Assert.Equal(["a…@e….com", "A…", "E…"], seen.First["added"][0].Cells);
        Assert.Equal(["ann@example.com", "Ann", "Example"], open.First["added"][0].Cells);
        await using var db = portal.NewDb();
        Assert.False(await db.Set<Contact>().AnyAsync());
    }

    [Fact]
    public async Task A_stopped_load_goes_on_with_every_row_once()
    {
        await using var portal = await TestPortal.StartAsync();
        var file = "externalId,lastName\r\n" + string.Concat(Enumerable.Range(1, 300).Select(n => $"p-{n},Person {n}\r\n"));
        var id = await UploadAsync(portal, file);
        await StartAsync(portal, id, PeoplePolicy.Update);
        using CancellationTokenSource killed = new();
        var running = portal.Get<RunPeopleImport>().RunAsync(new(id), Actor.System, killed.Token);
        while ((await portal.ReadAsync(id)).RowsDone == 0 && !running.IsCompleted)
        {
            await Task.Delay(5);
        }

        await killed.CancelAsync();
        await Task.WhenAny(running);
        await portal.Get<RunAnyImport>().RunAsync(id, Actor.System, CancellationToken.None);

        var job = await portal.ReadAsync(id);
        Assert.Equal((ImportState.Finished, 300, 0), (job.State, job.Counts.Added, job.Counts.RejectedTotal));
        await using var db = portal.NewDb();
        Assert.Equal(300, await db.Set<Contact>().CountAsync());
    }

    [Fact]
    public async Task Levels_need_a_reason_and_some_column_must_tell_who_it_is()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await UploadAsync(portal, "level,jobTitle\r\n3,Buyer\r\n");
        var guessed = (await portal.ReadAsync(id)).Options;

        var refused = await portal.Get<StartImport>().RunAsync(new(id, guessed), Actors.Analyst, CancellationToken.None);

        Assert.Equal(["columns", "levelReason"], refused.Problems.Select(p => p.Field));
    }

    private static async Task<Id<ImportJob>> UploadAsync(TestPortal portal, string csv)
    {
        using MemoryStream content = new(System.Text.Encoding.UTF8.GetBytes(csv));
        return (await portal.Get<UploadImport>().RunAsync(new("people.csv", content, ImportKind.Contacts), Actors.Analyst, CancellationToken.None)).Value;
    }

    private static async Task StartAsync(TestPortal portal, Id<ImportJob> id, PeoplePolicy policy)
    {
        var guessed = (await portal.ReadAsync(id)).Options;
        var started = await portal.Get<StartImport>().RunAsync(new(id, guessed with { People = guessed.People! with { Policy = policy, LevelReason = "The fair's forms." } }), Actors.Analyst, CancellationToken.None);
        Assert.True(started.Ok, started.Problem?.Message);
    }

    internal static async Task<ReadImport.View> LoadAsync(TestPortal portal, string csv, PeoplePolicy policy = PeoplePolicy.Update)
    {
        var id = await UploadAsync(portal, csv);
        await StartAsync(portal, id, policy);
        Assert.Equal(ImportState.Finished, (await portal.Get<RunAnyImport>().RunAsync(id, Actor.System, CancellationToken.None)).Value);
        return await portal.ReadAsync(id);
    }
}
