using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>Columns of a file of people that go to own fields.</summary>
public sealed class OwnFieldImportTests
{
    [Fact]
    public async Task Columns_go_to_fields_by_code_or_label_bad_cells_reject_their_row_and_blanks_say_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Points", ContactFieldKind.Number);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Member since", ContactFieldKind.Date, f => f with { Sensitivity = FieldSensitivity.Sensitive, Readers = FieldRoles.None });
        var ann = await portal.World.PersonAsync("crm-1", ["ann@example.com"], f => f with { LastName = "Example" });
        await portal.SetAsync(ann, Actors.Admin, ("points", "7"));

        var job = await LoadAsync(portal, "externalId,lastName,Member Since,fields.points\r\ncrm-1,Example,2020-01-02,\r\ncrm-2,Other,yesterday,1\r\ncrm-3,Third,,1.50\r\n");

        Assert.Equal((1, 1, 1L), (job.Counts.Added, job.Counts.Changed, job.Counts.Rejected["invalid_value"]));
        Assert.Equal(("masked", "7"), (await portal.SeenAsync(ann, Actors.Admin) is var seen ? (seen["member-since"], seen["points"]) : default));
        Assert.Equal(0, (await LoadAsync(portal, "externalId,points\r\ncrm-1,8\r\n", PeoplePolicy.FillBlanks)).Counts.Changed);
        Assert.Equal(1, (await LoadAsync(portal, "externalId,points\r\ncrm-1,8\r\n")).Counts.Changed);
        Assert.DoesNotContain((await portal.TrailAsync("contact.edited", Actors.Admin)).SelectMany(e => e.Changes), c => c.New == "2020-01-02");
    }

    [Fact]
    public async Task Nobody_loads_into_a_field_that_they_may_not_write()
    {
        await using var portal = await TestPortal.StartAsync();
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        var id = await UploadAsync(portal, "externalId,birthday\r\ncrm-1,1990-12-31\r\n");
        var guessed = (await portal.ReadAsync(id)).Options;
        Assert.Equal(PeopleField.Ignore, guessed.People!.Columns[1]); // analysts do not write it, so it is not guessed

        var forced = guessed with { People = guessed.People with { Columns = [PeopleField.ExternalId, PeopleField.Own], Own = new() { [1] = "birthday" } } };
        var refused = await portal.Get<StartImport>().RunAsync(new(id, forced), Actors.Analyst, CancellationToken.None);

        Assert.Equal("columns", Assert.Single(refused.Problems).Field);
        Assert.False((await portal.Get<DryRunPeople>().RunAsync(new(id, forced.People!), Actors.Analyst, CancellationToken.None)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Own_fields_of_a_restricted_person_stay_and_a_file_that_says_nothing_new_of_them_is_no_fault(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Points", ContactFieldKind.Number);
        var ann = await portal.World.PersonAsync("crm-1", ["ann@example.com"]);
        await portal.SetAsync(ann, Actors.Admin, ("points", "7"));
        await RestrictAsync(portal, ann);

        var changed = await LoadAsync(portal, "externalId,points,doNotMail\r\ncrm-1,8,true\r\n");
        var same = await LoadAsync(portal, "externalId,points\r\ncrm-1,7.0\r\n");

        Assert.Equal((0, 1L), (changed.Counts.Changed, changed.Counts.Rejected["restricted"]));
        Assert.Equal((1, 0), (same.Counts.Unchanged, same.Counts.Rejected.Count));
        Assert.Equal(("7", true), ((await portal.SeenAsync(ann, Actors.Admin))["points"], (await portal.World.ContactAsync(ann)).Fields.DoNotMail)); // a limit is taken
    }

    [Fact]
    public async Task What_a_file_would_do_never_says_what_is_stored()
    {
        await using var portal = await TestPortal.StartAsync();
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Member since", ContactFieldKind.Date, f => f with { Sensitivity = FieldSensitivity.Sensitive, Readers = FieldRoles.None });
        var ann = await portal.World.PersonAsync("crm-1", ["ann@example.com"]);
        await portal.SetAsync(ann, Actors.Admin, ("member-since", "1990-12-31"));
        var id = await UploadAsync(portal, "externalId,member-since\r\ncrm-1,2020-01-02\r\n");

        var report = (await portal.Get<DryRunPeople>().RunAsync(new(id, (await portal.ReadAsync(id)).Options.People!), Actors.Analyst, CancellationToken.None)).Value;

        Assert.Equal(1, report.Counts.Changed);
        Assert.DoesNotContain("1990", System.Text.Json.JsonSerializer.Serialize(report), StringComparison.Ordinal);
    }

    private static async Task RestrictAsync(TestPortal portal, Id<Contact> id)
    {
        await using var db = portal.NewDb();
        var contact = await db.Set<Contact>().Include(c => c.States).Include(c => c.Links).SingleAsync(c => c.Id == id);
        await RestrictedPeople.SetAsync(db, contact, true, "asked", portal.Get<IdSource>(), portal.Clock.GetUtcNow(), CancellationToken.None);
        db.Announce(ContactEvent.Of("contact.restricted", contact, []), Actors.Officer);
        await db.SaveChangesAsync();
    }

    private static async Task<Id<ImportJob>> UploadAsync(TestPortal portal, string csv)
    {
        using MemoryStream content = new(System.Text.Encoding.UTF8.GetBytes(csv));
        return (await portal.Get<UploadImport>().RunAsync(new("people.csv", content, ImportKind.Contacts), Actors.Analyst, CancellationToken.None)).Value;
    }

    private static async Task<ReadImport.View> LoadAsync(TestPortal portal, string csv, PeoplePolicy policy = PeoplePolicy.Update)
    {
        var id = await UploadAsync(portal, csv);
        var guessed = (await portal.ReadAsync(id)).Options;
        var started = await portal.Get<StartImport>().RunAsync(new(id, guessed with { People = guessed.People! with { Policy = policy } }), Actors.Analyst, CancellationToken.None);
        Assert.True(started.Ok, started.Problem?.Message);
        Assert.Equal(ImportState.Finished, (await portal.Get<RunAnyImport>().RunAsync(id, Actor.System, CancellationToken.None)).Value);
        return await portal.ReadAsync(id);
    }
}
