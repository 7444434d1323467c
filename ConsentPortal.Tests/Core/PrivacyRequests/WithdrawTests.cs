using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class WithdrawTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Taking_a_request_back_while_somebody_else_saves_it_is_done_all_the_same(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();

        var done = await Withdraw(scene, id, times: 1).RunAsync(new(id), Actor.Subject, Ct);

        Assert.True(done.Ok, done.Problem?.Message);
        Assert.Equal(RequestState.Withdrawn, await scene.Portal.StateAsync(id));
        Assert.Single(await scene.Portal.PostAsync("request_withdrawn"));
    }

    [Fact]
    public async Task Where_somebody_never_stops_saving_it_says_so_and_a_closed_one_is_refused_at_once()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();

        Assert.Equal(Refusal.Conflict, (await Withdraw(scene, id, times: 100).RunAsync(new(id), Actor.Subject, Ct)).Problem!.Refusal);
        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(id));
        Assert.True((await Withdraw(scene, id, times: 0).RunAsync(new(id), Actor.Subject, Ct)).Ok);
        Assert.Equal(Refusal.Conflict, (await Withdraw(scene, id, times: 0).RunAsync(new(id), Actor.Subject, Ct)).Problem!.Refusal);
        Assert.Single(await scene.Portal.PostAsync("request_withdrawn"));
    }

    [Fact]
    public async Task What_an_officer_does_while_a_worker_saves_the_same_case_is_done_once()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;

        var done = await new HoldRequest(Cases(scene, id, times: 2)).RunAsync(new(id, true, "A claim is pending"), Actors.Officer, Ct);

        Assert.True(done.Ok, done.Problem?.Message);
        Assert.Single((await scene.ReadAsync(id)).Timeline, l => l.Kind == RequestStepKind.Held);
    }

    private static WithdrawOwnRequest Withdraw(RequestScene scene, Id<PrivacyRequest> id, int times) => new(Cases(scene, id, times), scene.Portal.Get<RequestLetters>());

    private static RequestCases Cases(RequestScene scene, Id<PrivacyRequest> id, int times)
        => new(scene.Portal.Get<IDbContextFactory<PortalDb>>(), scene.Portal.Get<IdSource>(), new Meddler(scene.Portal, id, times));

    // somebody saves the case between its being read and written: the clock is asked just then
    private sealed class Meddler(TestPortal portal, Id<PrivacyRequest> id, int times) : TimeProvider
    {
        private int left = times;

        public override DateTimeOffset GetUtcNow()
        {
            if (left-- > 0)
            {
                using var db = portal.NewDb();
                db.Set<PrivacyRequest>().Where(r => r.Id == id).ExecuteUpdate(r => r.SetProperty(x => x.Version, x => x.Version + 1));
            }

            return portal.Clock.GetUtcNow();
        }
    }
}
