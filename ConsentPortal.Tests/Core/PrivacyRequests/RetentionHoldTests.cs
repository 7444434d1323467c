using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Core.Preferences;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>While a legal hold lies on a case, nothing of its person goes, wherever it lies; the same of everybody else does.</summary>
public sealed class RetentionHoldTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Refused_rows_and_files_of_imports_in_which_they_stand_by_address_or_name(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("Helen Heldmann", "helen@example.com");
        await HoldAsync(portal);
        await portal.ImportAsync("email,first,last,status\r\nHELEN@example.com,H.,H.,perhaps\r\nno address,Helen,Heldmann,true\r\nbob@example.com,Bob,Baker,perhaps\r\nstill none,Cem,Cook,true\r\n");
        var (theirs, others) = (await portal.UploadAsync("email,status\r\nhelen@example.com,true\r\n"), await portal.UploadAsync("email,status\r\nbob@example.com,true\r\n"));

        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((2L, 1L), (await OverAsync(portal, "rejected_rows"), await OverAsync(portal, "import_files")));
        await RunAsync(portal);

        await using var db = portal.NewDb();
        Assert.Equal([1L, 2L], await db.Set<RejectedRow>().Where(r => r.Cells != null).OrderBy(r => r.Row).Select(r => r.Row).ToListAsync(Ct));
        Assert.Equal((ImportState.Draft, ImportState.Discarded), ((await portal.ReadAsync(theirs)).State, (await portal.ReadAsync(others)).State));
        Assert.Equal((0L, 0L), (await OverAsync(portal, "rejected_rows"), await OverAsync(portal, "import_files")));
    }

    [Theory, OnEveryDatabase]
    public async Task Sign_up_forms_and_questions_and_what_was_said_beside_them(DatabaseProvider provider)
    {
        await using var portal = await SubscribeScene.StartAsync(provider);
        await SubscribeScene.OpenAsync(portal);
        foreach (var address in new[] { "helen@example.com", "bob@example.com" })
        {
            await SubscribeScene.SendAsync(portal, SubscribeScene.Entry(address) with { LastName = "Heldmann" });
        }

        await HoldAsync(portal, "default");
        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((1L, 1L), (await OverAsync(portal, "forms"), await OverAsync(portal, "questions")));
        await RunAsync(portal);

        await using var db = portal.NewDb();
        var kept = await db.Set<ConsentRequest>().SingleAsync(Ct);
        Assert.Equal("helen@example.com", await db.Set<ContactPoint>().Where(p => p.Id == kept.PointId).Select(p => p.Canonical).SingleAsync(Ct));
        Assert.Equal(kept.PersonId, (await db.Set<RequestedPerson>().SingleAsync(Ct)).Id);
        Assert.Equal(kept.PersonId, (await db.Set<Subscription>().SingleAsync(Ct)).PersonId);
    }

    [Fact]
    public async Task Their_other_cases_and_mails_to_addresses_that_no_record_has()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("held", ["helen@example.com", "second@example.com"], f => f with { FirstName = "Helen", LastName = "Heldmann" });
        await HoldAsync(scene.Portal);
        var (second, stranger) = (await ClosedAsync(scene, "second@example.com"), await ClosedAsync(scene, "bob@example.com"));
        await using (var db = scene.Portal.NewDb())
        {
            foreach (var to in new[] { "Helen@Example.com", "bob@example.com" })
            {
                scene.Portal.Get<SendEmail>().Add(db, new("test", to, "Hello", new MailBody("en").Line("Hello")));
            }

            await db.SaveChangesAsync(Ct);
            await db.Set<Email>().ExecuteUpdateAsync(m => m.SetProperty(x => x.State, EmailState.Sent), Ct);
        }

        scene.Portal.Clock.Advance(TimeSpan.FromDays(1100));
        await RunAsync(scene.Portal);

        Assert.Equal((true, false), ((await scene.ReadAsync(second)).Submission is not null, (await scene.ReadAsync(stranger)).Submission is not null));
        await using var after = scene.Portal.NewDb();
        Assert.Equal(["Helen@Example.com"], await after.Set<Email>().Where(m => m.Kind == "test").Select(m => m.To).ToListAsync(Ct));
    }

    private static async Task<Id<PrivacyRequest>> ClosedAsync(RequestScene scene, string email)
    {
        var id = (await scene.OpenAsync(email: email)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged);
        Assert.True((await scene.CloseAsync(id, RequestState.Withdrawn, Actors.Officer)).Ok);
        return id;
    }

    private static async Task HoldAsync(TestPortal portal, string profile = "default")
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new(profile, RequestKind.Get, RequestIntake.Letter, new() { Email = "helen@example.com", FirstName = "Helen", LastName = "Heldmann" }), Actors.Officer, Ct);
        var held = await portal.Get<HoldRequest>().RunAsync(new(opened.Value.Id, true, "A dispute"), Actors.Officer, Ct);
        Assert.True(held.Ok, held.Problem?.Message);
    }

    private static async Task<long> OverAsync(TestPortal portal, string code) => (await portal.Get<ReadRetention>().RunAsync(Actors.Officer, Ct)).Value.Rows.Single(r => r.Class.Code == code).Over;

    private static async Task RunAsync(TestPortal portal) => Assert.True((await portal.Get<RunRetention>().RunAsync(new(), Actor.System, Ct)).Ok);
}
