using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Contacts;

/// <summary>Who gets which value through which door, and what is written down of it.</summary>
public sealed partial class FieldSecurityTests
{
    private const string Born = "1990-12-31";

    [Theory, OnEveryDatabase]
    public async Task Each_role_sees_masks_and_changes_only_what_the_field_grants_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await AnnAsync(portal);

        foreach (var reader in new[] { Actors.Admin, Actors.Officer })
        {
            Assert.Equal(("masked", "Gold"), (await portal.SeenAsync(ann, reader) is var seen ? (seen["birthday"], seen["tier"]) : default));
        }

        Assert.Equal(("", "Gold"), (await portal.SeenAsync(ann, Actors.Rep) is var blind ? (blind["birthday"], blind["tier"]) : default)); // may write it, sees no hint of it
        Assert.Equal(Refusal.NotFound, (await ReadAsync(portal, ann, Actors.Rep)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await ReadAsync(portal, ann, Actors.Analyst)).Problem!.Refusal);
        Assert.DoesNotContain((await portal.Get<FindContactFields>().RunAsync(Actors.Analyst, default)).Value, f => f.Code == "birthday");

        var refused = (await portal.SetAsync(ann, Actors.Rep, ("tier", "Silver"))).Problem!;
        Assert.Equal((Refusal.Forbidden, "fields.tier"), (refused.Refusal, refused.Field));
        Assert.Contains("Tier", refused.Message, StringComparison.Ordinal);
        var opened = await portal.World.ContactAsync(ann);
        Assert.True((await portal.Get<EditContact>().RunAsync(new(ann, opened.Version, opened.Fields with { JobTitle = "Buyer" }), Actors.Rep, default)).Ok);
        Assert.Equal(Born, (await ReadAsync(portal, ann, Actors.Admin)).Value); // who cannot read it did not wipe it
        Assert.True((await portal.SetAsync(ann, Actors.Rep, ("birthday", "1991-01-01"))).Ok);
        Assert.Equal("1991-01-01", (await ReadAsync(portal, ann, Actors.Officer)).Value);
        Assert.Equal("fields.birthday", (await portal.SetAsync(ann, Actors.Officer, ("birthday", "soon"))).Problem!.Field);
        Assert.Equal(0, (await portal.Get<FindContacts>().RunAsync(new() { Text = "1991-01-01" }, Actors.Admin, default)).Value.Count);
    }

    [Fact]
    public async Task Each_read_is_an_entry_without_the_value_and_the_trail_shows_sensitive_values_to_nobody()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        var note = await FieldScene.FieldAsync(portal.Get<AddContactField>, "Note", with: f => f with { Readers = FieldRoles.SalesRepresentative });
        await portal.SetAsync(ann, Actors.Admin, ("note", "Likes tea"));
        await portal.SetAsync(ann, Actors.Admin, ("birthday", "1991-01-01"));
        await portal.SeenAsync(ann, Actors.Officer); // masked: no read
        await ReadAsync(portal, ann, Actors.Officer);

        var read = Assert.Single(await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
        Assert.Equal((ann.ToString(), "Petra Privacy"), (read.SubjectId, read.ActorName));
        Assert.Equal([new("field", null, "Birthday")], read.Changes);
        var edits = (await portal.TrailAsync("contact.edited", Actors.Admin)).SelectMany(e => e.Changes).Select(c => (c.Field, c.Old, c.New)).ToList();
        Assert.Equal([("Birthday", "•••", "•••"), ("Note", null, "Likes tea"), ("Birthday", null, "•••"), ("Tier", null, "Gold")], edits.OrderBy(e => edits.IndexOf(e)));
        Assert.Contains((await portal.TrailAsync("contact.edited", Actors.Officer)).SelectMany(e => e.Changes), c => c is { Field: "Note", New: "•••" });
        var rows = (await portal.Get<FindContactFields>().RunAsync(Actors.Admin, default)).Value;
        await portal.Get<EditContactField>().RunAsync(new(note, 0, rows.First(r => r.Code == "note").Facts with { Sensitivity = FieldSensitivity.Sensitive }), Actors.Admin, default);
        Assert.DoesNotContain((await portal.TrailAsync("contact.edited", Actors.Admin)).SelectMany(e => e.Changes), c => c.New == "Likes tea"); // older entries too
    }

    [Fact]
    public async Task An_export_has_a_column_for_each_field_the_asker_may_read_and_says_how_many_sensitive_values_left()
    {
        await using var portal = await TestPortal.StartAsync();
        await AnnAsync(portal);
        var blind = new Actor(ActorKind.Application, "77", "CRM", Permission.ReadContacts | Permission.ExportPeople);

        var without = Assert.Single(ExportScene.Csv(await portal.TakeAsync(ExportScene.Contacts, actor: blind)));
        Assert.Equal(("Gold", false), (without["fields.tier"], without.ContainsKey("fields.birthday")));
        Assert.Empty(await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.JsonLines })
        {
            var file = await portal.TakeAsync(ExportScene.Contacts, format, Actors.Officer);
            Assert.Equal(Born, Assert.Single(format == ExportFormat.Csv ? ExportScene.Csv(file) : ExportScene.Lines(file))["fields.birthday"]);
        }

        Assert.Equal(ExportState.Ready, await portal.RunExportAsync(await portal.StartAsync(ExportScene.Contacts, Actor.System)));
        var reads = await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin);
        Assert.Equal(3, reads.Count);
        Assert.All(reads, r => Assert.Equal(("contactField", "Birthday", "1"), (r.SubjectKind, r.SubjectName, r.Changes.Single().New)));
    }

    [Fact]
    public async Task A_person_changes_only_the_fields_of_self_service_and_what_has_no_field_stays_as_it_is()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        await using (var db = portal.NewDb())
        {
            var contact = await db.FindAsync<Contact>(ann);
            contact!.Fields = new(contact.Fields) { ["Old note"] = "kept" };
            db.Announce(ContactEvent.Of("contact.edited", contact, []), Actor.System);
            await db.SaveChangesAsync();
        }

        Assert.True((await portal.SetAsync(ann, Actor.Subject, ("birthday", "1992-02-02"))).Ok);
        Assert.Equal("fields.tier", (await portal.SetAsync(ann, Actor.Subject, ("tier", "Silver"))).Problem!.Field);
        Assert.Equal("kept", (await portal.World.ContactAsync(ann)).Loose["Old note"]);
        Assert.Equal("kept", (await portal.World.ContactAsync(ann)).Loose.Values.Single());
        Assert.Equal("""{"Old note":"kept"}""", Assert.Single(ExportScene.Csv(await portal.TakeAsync(ExportScene.Contacts)))["fields"]);
    }

    private static async Task<Id<Contact>> AnnAsync(TestPortal portal)
    {
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        Assert.True((await portal.SetAsync(ann, Actors.Admin, ("birthday", Born), ("tier", "gold"))).Ok);
        return ann;
    }

    private static Task<Outcome<string>> ReadAsync(TestPortal portal, Id<Contact> contact, Actor actor) => portal.Get<ReadSensitiveField>().RunAsync(new(contact, "birthday"), actor, CancellationToken.None);
}
