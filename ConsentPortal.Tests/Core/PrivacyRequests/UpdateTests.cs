using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class UpdateTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Once_identity_is_shown_what_people_may_change_themselves_is_applied_and_the_rest_is_decided_and_answered(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        await scene.Portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        var id = await OpenAsync(scene, new() { ["firstName"] = "Anne", ["jobTitle"] = "Director", ["email"] = "anne@example.com", ["shoe-size"] = "41" });
        Assert.Equal(0, await ApplyAsync(scene)); // nobody showed who they are
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);

        Assert.Equal(1, await ApplyAsync(scene));
        Assert.Equal(0, await ApplyAsync(scene));
        Assert.Equal(("Anne", ""), ((await scene.Portal.World.ContactAsync(ann)).Fields.FirstName, (await scene.Portal.World.ContactAsync(ann)).Fields.JobTitle));
        Assert.Equal([UpdateState.Applied, UpdateState.Open, UpdateState.Open, UpdateState.Open], (await ReadAsync(scene, id)).Rows.Select(r => r.State));

        Assert.Equal("reason", (await DecideAsync(scene, new(id, "jobTitle", false))).Problem!.Field);
        Assert.True((await DecideAsync(scene, new(id, "jobTitle", false, "Your employer says otherwise"))).Ok);
        Assert.Equal(["reason", "moves"], (await DecideAsync(scene, new(id, "email", true))).Problems.Select(p => p.Field));
        Assert.True((await DecideAsync(scene, new(id, "email", true, "Wrote from it", true))).Ok);
        Assert.Equal(Refusal.Conflict, (await DecideAsync(scene, new(id, "email", false, "Again"))).Problem!.Refusal);
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<AnswerUpdates>().RunAsync(new(id), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.True((await DecideAsync(scene, new(id, "shoe-size", false, "Not kept"))).Ok);
        Assert.Equal("anne@example.com", (await scene.Portal.World.ContactAsync(ann)).Points.Single().Canonical);
        Assert.Equal(ConsentStatus.OptedOut, (await scene.Portal.World.RecordAsync("anne@example.com")).Status);

        var answered = await scene.Portal.Get<AnswerUpdates>().RunAsync(new(id), Actors.Officer, Ct);
        Assert.True(answered.Ok, answered.Problem?.Message);
        await TellsNamesNotValuesAsync(scene, id);
    }

    [Fact]
    public async Task Where_nobody_or_several_may_be_meant_nothing_is_applied_until_an_officer_says_who()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("Bea Other", "family@example.com");
        var meant = await scene.Portal.World.PersonAsync("Cem Other", "family@example.com");
        var id = await OpenAsync(scene, new() { ["lastName"] = "New" }, "family@example.com");
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        Assert.Equal(0, await ApplyAsync(scene));

        Assert.True((await scene.Portal.Get<LinkRequest>().RunAsync(new(id, meant), Actors.Officer, Ct)).Ok);
        Assert.Equal(1, await ApplyAsync(scene));

        Assert.Equal("Cem New", (await scene.Portal.World.ContactAsync(meant)).Name);
        Assert.Equal(RequestState.Review, (await scene.ReadAsync(id)).Request.State);
        Assert.Contains(await scene.Portal.AuditAsync(), a => a.Entry.Kind == "contact.edited" && a.Values.Changes.Any(c => c is { Field: "last name", Old: "Other", New: "New" })); // the old value stays as history, erasable
    }

    [Fact]
    public async Task A_restricted_person_is_not_updated_and_only_who_works_on_requests_decides()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = await OpenAsync(scene, new() { ["jobTitle"] = "Director" });
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await ApplyAsync(scene);
        await using (var db = scene.Portal.NewDb())
        {
            await db.Set<ContactState>().Where(s => s.ContactId == ann).ExecuteUpdateAsync(s => s.SetProperty(x => x.Restricted, true), Ct);
        }

        Assert.Equal("jobTitle", (await DecideAsync(scene, new(id, "jobTitle", true))).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<DecideUpdate>().RunAsync(new(id, "jobTitle", true), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(UpdateState.Open, (await ReadAsync(scene, id)).Rows.Single().State);
    }

    [Fact]
    public async Task An_own_field_of_self_service_is_applied_at_once_and_a_sensitive_one_is_never_shown_in_the_case()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var add = scene.Portal.Get<AddContactField>();
        Assert.True((await add.RunAsync(new("shoe-size", ContactFieldKind.Number, new("Shoe size") { SelfService = true }), Actors.Admin, Ct)).Ok);
        Assert.True((await add.RunAsync(new("illness", ContactFieldKind.Text, new("Illness") { Sensitivity = FieldSensitivity.Sensitive, Readers = FieldRoles.PrivacyOfficer, Writers = FieldRoles.PrivacyOfficer }), Actors.Admin, Ct)).Ok);
        var id = await OpenAsync(scene, new() { ["shoe-size"] = "41", ["illness"] = "Hay fever" });
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await ApplyAsync(scene);

        Assert.Equal([("illness", UpdateState.Open), ("shoe-size", UpdateState.Applied)], (await ReadAsync(scene, id)).Rows.Select(r => (r.Field, r.State)));
        Assert.Null((await ReadAsync(scene, id)).Rows[0].Proposed);
        Assert.Equal("•••", (await scene.ReadAsync(id)).Submission!.Proposed["illness"]);
        Assert.True((await DecideAsync(scene, new(id, "illness", true))).Ok);

        await using var db = scene.Portal.NewDb();
        var fields = (await db.Set<Contact>().SingleAsync(c => c.Id == ann, Ct)).Fields;
        Assert.Equal(("41", "Hay fever"), (fields["shoe-size"], fields["illness"]));
    }

    private static async Task TellsNamesNotValuesAsync(RequestScene scene, Id<PrivacyRequest> id)
    {
        var read = await scene.ReadAsync(id);
        Assert.Equal(RequestState.PartiallyFulfilled, read.Request.State);
        Assert.DoesNotContain(read.Timeline, l => l.Note is { } note && (note.Contains("Anne", StringComparison.Ordinal) || note.Contains("anne@", StringComparison.Ordinal) || note.Contains("Director", StringComparison.Ordinal)));
        Assert.Contains(read.Timeline, l => l.Note == "email: accepted");
        await using var db = scene.Portal.NewDb();
        var mail = await db.Set<Email>().AsNoTracking().OrderByDescending(m => m.Id).FirstAsync(Ct);
        Assert.Contains("Changed: first name, email address", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Not changed: job title – Your employer says otherwise", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Director", mail.Text, StringComparison.Ordinal);
    }

    private static async Task<Id<PrivacyRequest>> OpenAsync(RequestScene scene, Dictionary<string, string> proposed, string email = "ann@example.com")
    {
        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Letter, new() { Email = email, Proposed = proposed }), Actors.Officer, Ct);
        Assert.True(opened.Ok, opened.Problem?.Message);
        return opened.Value.Id;
    }

    private static async Task<int> ApplyAsync(RequestScene scene) => (await scene.Portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct)).Value;

    private static Task<Outcome<Done>> DecideAsync(RequestScene scene, DecideUpdate.Command command) => scene.Portal.Get<DecideUpdate>().RunAsync(command, Actors.Officer, Ct);

    private static async Task<ReadUpdates.View> ReadAsync(RequestScene scene, Id<PrivacyRequest> id) => (await scene.Portal.Get<ReadUpdates>().RunAsync(id, Actors.Officer, Ct)).Value;
}
