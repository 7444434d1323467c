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

public sealed class RestrictionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_restricted_person_is_stored_and_neither_used_nor_changed_but_a_no_still_counts(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var world = scene.Portal.World;
        var ann = await world.PersonAsync("Ann Archer", "ann@example.com", f => f with { ExternalId = "crm-1" });
        await world.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await RestrictAsync(scene, ann);

        Assert.Equal(ReasonCode.Restricted, await world.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.Restricted, await world.ReasonAsync("ann@example.com", "transactional"));
        var said = await world.SaysAsync("ann@example.com", ConsentStatus.OptedIn, "commercial", "newsletter");
        Assert.Equal(RecordOutcome.Invalid, said.Outcome);
        Assert.Contains("restricted", said.Error, StringComparison.Ordinal);
        Assert.Equal(RecordOutcome.Recorded, (await world.SaysAsync("ann@example.com", ConsentStatus.OptedOut)).Outcome);
        var (view, fields) = (await world.ContactAsync(ann), (await world.ContactAsync(ann)).Fields);
        Assert.True(view.Restricted);
        Assert.Equal(RestrictedPeople.Sentence, (await scene.Portal.Get<EditContact>().RunAsync(new(ann, view.Version, fields with { JobTitle = "Buyer" }), Actors.Admin, Ct)).Problem!.Message);
        Assert.Equal("restricted", (await scene.Portal.Get<UpsertContact>().RunAsync(new("crm-1") { FirstName = "Anne", DoNotMail = true }, Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal("restricted", (await scene.Portal.Get<LinkContactPoint>().RunAsync(new(ann, [new(Channel.Email, "ann2@example.com")]), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal("restricted", (await scene.Portal.Get<ChangeAddress>().RunAsync(new(ann, [await world.PointOfAsync(ann)], "ann2@example.com"), Actors.Admin, Ct)).Problem!.Field);
        Assert.Equal(("Ann", "", true), ((await world.ContactAsync(ann)).Fields.FirstName, (await world.ContactAsync(ann)).Fields.JobTitle, (await world.ContactAsync(ann)).Fields.DoNotMail));
    }

    [Fact]
    public async Task Nobody_merges_a_restricted_person_and_every_list_marks_them()
    {
        await using var scene = await RequestScene.StartAsync();
        var world = scene.Portal.World;
        var ann = await world.PersonAsync("Ann Archer", "ann@example.com");
        var twin = await world.PersonAsync("Ann Archer", "ann@work.example");
        await RestrictAsync(scene, ann);

        Assert.Contains((await scene.Portal.Get<MergeContacts>().RunAsync(new(twin, ann, "The same"), Actors.Admin, Ct)).Problems, p => p.Message.Contains("restricted", StringComparison.Ordinal));
        Assert.Equal([ann], (await scene.Portal.Get<FindContacts>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Where(r => r.Restricted).Select(r => r.Id));
        Assert.True((await scene.Portal.Get<ListPeople>().OneAsync($"{ListPeople.OwnId}{ann}", Actors.Admin, Ct)).Value.Restricted);
        Assert.Contains(await scene.Portal.AuditAsync(), a => a.Entry.Kind == "contact.restricted");
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_that_waits_and_asks_for_consent_does_not_leave_any_more_and_the_answer_to_a_request_does(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var bob = await scene.Portal.World.PersonAsync("Bob Baker", "bob@example.com");
        var (point, other) = (await scene.Portal.World.PointOfAsync(ann), await scene.Portal.World.PointOfAsync(bob));
        await using (var db = scene.Portal.NewDb())
        {
            foreach (var (kind, at) in new[] { (RenewalMail.Kind, point.Value), (ConfirmationMail.ReminderKind, point.Value), ("request_ack_get", point.Value), (RenewalMail.Kind, other.Value) })
            {
                Assert.True(scene.Portal.Get<SendEmail>().Add(db, new(kind, "ann@example.com", "Hello", new("en"), at)).Ok);
            }

            await db.SaveChangesAsync(Ct);
        }

        await RestrictAsync(scene, ann);

        await using var read = scene.Portal.NewDb();
        var mails = await read.Set<Email>().AsNoTracking().Where(e => e.Subject == "Hello").OrderBy(e => e.Id).ToListAsync(Ct);
        Assert.Equal([EmailState.Failed, EmailState.Failed, EmailState.Queued, EmailState.Queued], mails.Select(m => m.State));
        Assert.All(mails.Take(2), m => Assert.Contains("restricted", m.LastError, StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task It_ends_only_after_the_notice_has_left(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = await RestrictAsync(scene, ann);
        var lift = scene.Portal.Get<LiftRestriction>();
        Assert.Equal("reason", (await lift.RunAsync(new(id, " "), Actors.Officer, Ct)).Problem!.Field);

        Assert.True((await lift.RunAsync(new(id, "The address was checked"), Actors.Officer, Ct)).Ok);
        Assert.Equal(0, (await scene.Portal.Get<EndRestrictions>().RunAsync(new(), Actor.System, Ct)).Value);
        Assert.Equal(ReasonCode.Restricted, await scene.Portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal((EmailState.Queued, (DateTimeOffset?)null), ((await ReadAsync(scene, id)).Notice, (await ReadAsync(scene, id)).EndedAt));
        Assert.Equal(Refusal.Conflict, (await lift.RunAsync(new(id, "Again"), Actors.Officer, Ct)).Problem!.Refusal);

        await LeavesAsync(scene);
        Assert.Equal(1, (await scene.Portal.Get<EndRestrictions>().RunAsync(new(), Actor.System, Ct)).Value);

        Assert.NotEqual(ReasonCode.Restricted, await scene.Portal.World.ReasonAsync("ann@example.com"));
        Assert.False((await scene.Portal.World.ContactAsync(ann)).Restricted);
        Assert.NotNull((await ReadAsync(scene, id)).ToldAt);
        var mail = await MailAsync(scene);
        Assert.DoesNotContain("checked", mail.Text, StringComparison.Ordinal); // others may read the mailbox
        Assert.Equal(["Restricted", "ToldOfEnd", "Unrestricted"], (await scene.ReadAsync(id)).Timeline.Select(l => l.Kind.ToString()).Where(k => k is "Restricted" or "ToldOfEnd" or "Unrestricted"));
    }

    [Fact]
    public async Task Who_has_no_mail_address_is_told_otherwise_and_somebody_says_how()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "+4915112345678");
        var id = await RestrictAsync(scene, ann);

        Assert.Equal("toldBy", (await scene.Portal.Get<LiftRestriction>().RunAsync(new(id, "Checked"), Actors.Officer, Ct)).Problem!.Field);
        Assert.True((await scene.Portal.Get<LiftRestriction>().RunAsync(new(id, "Checked", "By letter"), Actors.Officer, Ct)).Ok);

        Assert.False((await scene.Portal.World.ContactAsync(ann)).Restricted);
        Assert.NotNull((await ReadAsync(scene, id)).EndedAt);
    }

    [Fact]
    public async Task Nobody_is_restricted_before_it_is_clear_who_asks_and_who_is_meant()
    {
        await using var scene = await RequestScene.StartAsync();
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = (await scene.OpenAsync(RequestKind.Restrict)).Id;
        var restrict = scene.Portal.Get<RestrictPerson>();

        Assert.Contains("who they are", (await restrict.RunAsync(new(id, RestrictionGround.Accuracy), Actors.Officer, Ct)).Problem!.Message, StringComparison.Ordinal);
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        Assert.Contains("which contact", (await restrict.RunAsync(new(id, RestrictionGround.Accuracy), Actors.Officer, Ct)).Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(Refusal.Forbidden, (await restrict.RunAsync(new(id, RestrictionGround.Accuracy), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.False((await scene.Portal.World.ContactAsync(ann)).Restricted);
    }

    private static async Task<Id<PrivacyRequest>> RestrictAsync(RequestScene scene, Id<Contact> person)
    {
        var id = (await scene.OpenAsync(RequestKind.Restrict)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        Assert.True((await scene.Portal.Get<LinkRequest>().RunAsync(new(id, person), Actors.Officer, Ct)).Ok);
        var done = await scene.Portal.Get<RestrictPerson>().RunAsync(new(id, RestrictionGround.Accuracy, "Says that the address is wrong"), Actors.Officer, Ct);
        Assert.True(done.Ok, done.Problem?.Message);
        return id;
    }

    private static async Task<ReadRestriction.View> ReadAsync(RequestScene scene, Id<PrivacyRequest> id) => (await scene.Portal.Get<ReadRestriction>().RunAsync(id, Actors.Officer, Ct)).Value!;

    private static async Task<Email> MailAsync(RequestScene scene)
    {
        await using var db = scene.Portal.NewDb();
        return await db.Set<Email>().AsNoTracking().SingleAsync(m => m.Kind == RestrictionNotice.Kind, Ct);
    }

    private static async Task LeavesAsync(RequestScene scene)
    {
        await using var db = scene.Portal.NewDb();
        var now = scene.Portal.Clock.GetUtcNow();
        await db.Set<Email>().Where(m => m.Kind == RestrictionNotice.Kind).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, EmailState.Sent).SetProperty(x => x.SentAt, now), Ct);
    }
}
