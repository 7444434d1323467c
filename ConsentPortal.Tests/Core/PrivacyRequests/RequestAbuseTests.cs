using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Requests in somebody else's name: to flood them, to keep others waiting, to change or free what is theirs.</summary>
public sealed class RequestAbuseTests
{
    private const string Victim = "ann@example.com";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_flood_in_one_persons_name_keeps_nobody_else_waiting()
    {
        await using var scene = await RequestScene.StartAsync();
        for (var n = 0; n < KeepRequests.MostAtOnce + 8; n++)
        {
            await SendAsync(scene, RequestKind.Get, Victim);
        }

        await scene.Portal.KeepAsync(); // three are told, the others of this round wait
        await scene.Portal.KeepAsync();
        var other = await SendAsync(scene, RequestKind.Forget, "bob@example.com");
        await scene.Portal.KeepAsync();

        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(other));
        await using var db = scene.Portal.NewDb();
        Assert.Equal(BeginRequest.MostPerDay, await db.Set<Email>().CountAsync(m => m.To == Victim, Ct));
    }

    [Theory, OnEveryDatabase]
    public async Task Objections_in_somebody_elses_name_all_count_at_once_and_are_answered_three_times_a_day(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        for (var n = 0; n < 5; n++)
        {
            await SendAsync(scene, RequestKind.Object, Victim);
        }

        Assert.Equal(5, (await CarryOutAsync(scene)).Value);
        await CarryOutAsync(scene);
        Assert.Equal(CarryOutObjections.AnswersPerDay, await AnswersAsync(scene));
        var stranger = await SendAsync(scene, RequestKind.Object, "bob@example.com");
        await CarryOutAsync(scene);
        Assert.Equal(RequestState.Fulfilled, await scene.Portal.StateAsync(stranger));
        scene.Portal.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        await CarryOutAsync(scene);
        Assert.Equal(5, await AnswersAsync(scene));
    }

    [Fact]
    public async Task Who_repeats_in_somebody_elses_name_does_not_have_them_reminded_more_often()
    {
        await using var scene = await RequestScene.StartAsync();
        for (var n = 0; n < 3; n++)
        {
            await SendAsync(scene, RequestKind.Get, Victim);
        }

        for (var day = 0; day <= AwaitIdentity.DefaultDays + 1; day += 5)
        {
            await scene.Portal.KeepAsync();
            scene.Portal.Clock.Advance(TimeSpan.FromDays(5));
        }

        await scene.Portal.KeepAsync();
        Assert.Equal(2, (await scene.Portal.PostAsync("request_reminder", Victim)).Count);
        Assert.Single(await scene.Portal.PostAsync("request_expired", Victim));
        await using var db = scene.Portal.NewDb();
        Assert.All(await db.Set<PrivacyRequest>().Select(r => r.State).ToListAsync(Ct), s => Assert.Equal(RequestState.ExpiredUnverified, s));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_acts_for_somebody_changes_nothing_by_themselves(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", Victim);
        foreach (var behalf in (OnBehalf[])[OnBehalf.Principal, OnBehalf.Child])
        {
            var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.PublicPage, new() { Email = Victim, ActsFor = "Bob Agent", Proposed = new() { ["firstName"] = "Anne" } }, behalf), Actor.Subject, Ct);
            await scene.Portal.KeepAsync();
            Assert.True((await scene.Portal.EnterAsync(opened.Value.Id, await scene.Portal.SendCodeAsync(opened.Value.Id))).Ok);
            Assert.True((await scene.Portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct)).Ok);

            Assert.Equal("Ann", (await scene.Portal.World.ContactAsync(ann)).Fields.FirstName);
            Assert.Equal(UpdateState.Open, Assert.Single((await scene.Portal.Get<ReadUpdates>().RunAsync(opened.Value.Id, Actors.Officer, Ct)).Value.Rows).State);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_neither_frees_nor_opts_in_a_restricted_person(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", Victim);
        await using (var db = scene.Portal.NewDb())
        {
            var contact = await db.Set<Contact>().Include(c => c.States).Include(c => c.Links).SingleAsync(c => c.Id == ann, Ct);
            await RestrictedPeople.SetAsync(db, contact, true, "2026-0001", scene.Portal.Get<IdSource>(), scene.Portal.Clock.GetUtcNow(), Ct);
            db.Announce(ContactEvent.Of("contact.restricted", contact, [new("restricted", "false", "true")]), Actors.Officer);
            await db.SaveChangesAsync(Ct);
        }

        await scene.Portal.ImportAsync($"email,status\r\n{Victim},true\r\n{Victim.ToUpperInvariant()},true\r\n");

        Assert.True((await scene.Portal.World.ContactAsync(ann)).Restricted);
        Assert.Equal(ReasonCode.Restricted, await scene.Portal.World.ReasonAsync(Victim));
        Assert.DoesNotContain(await scene.Portal.World.EventsAsync(), e => e.NewStatus == ConsentStatus.OptedIn);
    }

    private static async Task<Id<PrivacyRequest>> SendAsync(RequestScene scene, RequestKind kind, string email)
    {
        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", kind, RequestIntake.PublicPage, new() { Email = email, LastName = "Archer" }), Actor.Subject, Ct);
        Assert.True(opened.Ok, opened.Problem?.Message);
        return opened.Value.Id;
    }

    private static Task<Outcome<int>> CarryOutAsync(RequestScene scene) => scene.Portal.Get<CarryOutObjections>().RunAsync(new(), Actor.System, Ct);

    private static async Task<int> AnswersAsync(RequestScene scene)
    {
        await using var db = scene.Portal.NewDb();
        return await db.Set<Email>().CountAsync(m => m.To == Victim && m.Kind.Contains("object"), Ct);
    }
}
