using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Own fields in cases and packages: whom they are shown to, and what is written down of it.</summary>
public sealed class OwnFieldRequestTests
{
    private const string Born = "1990-12-31";

    [Theory, OnEveryDatabase]
    public async Task Officers_who_look_a_package_through_see_only_fields_of_theirs_and_each_look_at_sensitive_ones_is_written_down(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, contact: AnnAsync);
        await scene.GatherAsync();

        var cells = Assert.Single((await scene.RowsAsync("person")).Rows).Cells;

        Assert.Equal([("birthday", Born), ("rating", "•••"), ("tier", "Gold")], cells.Where(c => c.Field is "birthday" or "rating" or "tier").Select(c => (c.Field, c.Value)).Order());
        Assert.Equal(1, (await scene.Portal.AuditAsync()).Count(a => a.Entry.Kind == PackageEvent.Viewed));
        var field = (await scene.Portal.Get<FindContactFields>().RunAsync(Actors.Admin, default)).Value.First(f => f.Code == "birthday");
        await scene.Portal.Get<EditContactField>().RunAsync(new(field.Id, field.Version, field.Facts with { Readers = FieldRoles.None }), Actors.Admin, default);
        Assert.Equal("•••", Assert.Single((await scene.RowsAsync("person")).Rows).Cells.Single(c => c.Field == "birthday").Value);
        Assert.Equal(1, (await scene.Portal.AuditAsync()).Count(a => a.Entry.Kind == PackageEvent.Viewed)); // nothing was seen this time

        await scene.ReleaseAsync();
        var fetched = (await scene.FetchAsync()).Records("person")[0];
        Assert.Equal((Born, "B"), (PackageZip.Field(fetched, "birthday"), PackageZip.Field(fetched, "rating"))); // the person gets all of it
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_person_types_of_a_field_is_guarded_like_the_field_itself(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, contact: AnnAsync);
        await FieldScene.FieldAsync(scene.Portal.Get<AddContactField>, "Locker", with: f => f with { Denied = true });
        Submission said = new()
        {
            Email = "ann@example.com", LastName = "Archer", Fields = new() { ["birthday"] = Born, ["rating"] = "typed", ["locker"] = "4711" }, Proposed = new() { ["birthday"] = "1991-01-01", ["locker"] = "0815" },
        };
        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Phone, said), Actors.Officer, default);
        Assert.True(opened.Ok, opened.Problem?.Message);

        var seen = (await scene.Requests.ReadAsync(opened.Value.Id)).Submission!;
        Assert.Equal((Born, "•••", "•••"), (seen.Fields["birthday"], seen.Fields["rating"], seen.Proposed["birthday"])); // the first is there to be compared
        var read = Assert.Single(await scene.Portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
        Assert.Equal((RequestEvent.Subject, opened.Value.Id.ToString(), "Birthday"), (read.SubjectKind, read.SubjectId, read.Changes.Single().New));

        await scene.GatherAsync();
        var typed = (await scene.RowsAsync("requests")).Rows.Single(r => r.Record == opened.Value.Id.ToString()).Cells.ToDictionary(c => c.Field, c => (c.Value, c.Sensitive));
        Assert.Equal(((Born, true), ("•••", false), ("1991-01-01", true)), (typed["birthday"], typed["rating"], typed["proposed.birthday"]));
        await scene.ReleaseAsync();
        var zip = await scene.FetchAsync();
        Assert.DoesNotContain("4711", zip.Everything, StringComparison.Ordinal); // never handed out, however it came in
        Assert.DoesNotContain("0815", zip.Everything, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_case_shows_of_who_is_meant_the_own_fields_and_what_they_said_under_its_profile(DatabaseProvider provider)
    {
        await using var scene = await PackageScene.StartAsync(provider, contact: AnnAsync);
        await scene.Portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, topic: "newsletter");

        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = "ann@example.com", LastName = "Archer" }), Actors.Officer, default);
        var elsewhere = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Forget, RequestIntake.Phone, new() { Email = "ann@example.com", LastName = "Archer" }), Actors.Officer, default);
        var (here, there) = (await PersonAsync(scene, opened.Value.Id), await PersonAsync(scene, elsewhere.Value.Id));

        Assert.Equal([("birthday", "", true), ("tier", "Gold", false)], here.Own.Select(o => (o.Field.Code, o.Value, o.Masked)).Order());
        Assert.Equal((Channel.Email, ConsentStatus.OptedIn, true), Assert.Single(here.Consents.Where(c => c.Topic is not null).Select(c => (c.Channel, c.Status, c.Topic!.In("en") == "Newsletter"))));
        Assert.Empty(there.Consents);
        Assert.Empty(await scene.Portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
    }

    private static async Task<ReadRequest.Candidate> PersonAsync(PackageScene scene, Id<PrivacyRequest> id) => Assert.Single((await scene.Requests.ReadAsync(id)).Candidates);

    private static async Task<Id<Contact>> AnnAsync(TestPortal portal)
    {
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Rating", with: f => f with { Readers = FieldRoles.SalesRepresentative });
        var ann = await portal.World.PersonAsync("Ann Archer", "ann@example.com");
        await portal.SetAsync(ann, Actors.Admin, ("birthday", Born), ("tier", "Gold"), ("rating", "B"));
        return ann;
    }
}
