using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Ways around the second person and around a legal hold.</summary>
public sealed partial class ErasureTests
{
    [Theory, OnEveryDatabase]
    public async Task A_hold_on_another_case_of_the_person_stops_an_approved_erasure_and_does_not_end_with_its_case(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var other = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Letter, new() { Email = ErasureScene.Typed }), Actors.Officer, Ct)).Value.Id;
        await scene.ApproveAsync();
        var id = (await portal.Get<RunErasure>().OpenAsync(Ct)).Single();

        await Ok(portal.Get<HoldRequest>().RunAsync(new(other, true, "A dispute"), Actors.Officer, Ct));
        Assert.False(await portal.Get<RunErasure>().RunAsync(id, Ct));
        Assert.Equal("legal-hold", (await scene.ReadAsync()).Erasure.Waits);
        await Ok(portal.Get<CloseRequest>().RunAsync(new(other, RequestState.Withdrawn), Actors.Officer, Ct));
        Assert.False(await portal.Get<RunErasure>().RunAsync(id, Ct));
        Assert.Contains(ErasureWarnings.LegalHold, (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value.Plan.AllWarnings);

        await Ok(portal.Get<HoldRequest>().RunAsync(new(other, false, "The court has decided"), Actors.Officer, Ct)); // closed, and still held until somebody says otherwise
        Assert.True(await portal.Get<RunErasure>().RunAsync(id, Ct));
    }

    [Theory, OnEveryDatabase]
    public async Task While_an_approved_erasure_runs_the_case_is_neither_sent_back_nor_refused_nor_answered(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.ApproveAsync();

        Assert.Equal(Refusal.Conflict, (await portal.Get<MoveRequest>().RunAsync(new(scene.Request, RequestState.InProgress, "Again"), Actors.Admin, Ct)).Problem?.Refusal);
        foreach (var actor in (Actor[])[Actors.Admin, Actors.Officer])
        {
            Assert.Equal(Refusal.Conflict, (await portal.Get<CloseRequest>().RunAsync(new(scene.Request, RequestState.Refused, "legal_claims", "No"), actor, Ct)).Problem?.Refusal);
            Assert.Equal(Refusal.Conflict, (await portal.Get<AnswerRequest>().RunAsync(new(scene.Request, RequestState.Fulfilled, Words: "Done"), actor, Ct)).Problem?.Refusal);
        }

        Assert.Equal(Refusal.Conflict, (await portal.Get<WithdrawOwnRequest>().RunAsync(new(scene.Request), Actor.Subject, Ct)).Problem?.Refusal);
        Assert.Equal(RequestState.Review, await portal.StateAsync(scene.Request));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_an_approval_and_a_refusal_or_a_hold_at_the_same_instant_one_holds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var hash = (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value.Hash;

        var done = await Task.WhenAll(
            Task.Run(() => portal.Get<ApproveErasure>().RunAsync(new(scene.Request, hash), Actors.Admin, Ct)), Task.Run(() => portal.Get<HoldRequest>().RunAsync(new(scene.Request, true, "A dispute"), Actors.Officer, Ct)),
            Task.Run(() => portal.Get<CloseRequest>().RunAsync(new(scene.Request, RequestState.Refused, "legal_claims", "No"), Actors.Admin, Ct)));

        await using var db = portal.NewDb();
        var (request, erasure) = (await db.Set<PrivacyRequest>().SingleAsync(r => r.Id == scene.Request, Ct), await db.Set<Erasure>().SingleAsync(Ct));
        Assert.True(done.Any(d => d.Ok), done[0].Problem?.Message);
        Assert.False(erasure.State == ErasureState.Running && !request.IsOpen, "it was refused, and is erased all the same");
    }

    [Theory, OnEveryDatabase]
    public async Task Who_puts_it_up_again_at_the_instant_of_approving_does_not_become_both(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var hash = (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value.Hash;
        Assert.Equal(Refusal.Conflict, (await portal.Get<ApproveErasure>().RunAsync(new(scene.Request, hash), Actors.Crm with { Permissions = Permission.WorkRequests }, Ct)).Problem!.Refusal); // a program is nobody's second person

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () => n % 2 == 0
            ? await portal.Get<ApproveErasure>().RunAsync(new(scene.Request, hash), Actors.Admin, Ct) : await portal.Get<ProposeErasure>().RunAsync(new(scene.Request, "Again"), Actors.Admin, Ct))));

        await using var db = portal.NewDb();
        var erasure = await db.Set<Erasure>().SingleAsync(Ct);
        Assert.NotEqual(erasure.PreparedBy, erasure.ApprovedBy);
    }
}
