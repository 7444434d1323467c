using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Who types in the code that was mailed to the address of a request is believed; nobody gets there by guessing.</summary>
public sealed class RequestCodeTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_right_code_verifies_the_request_once_and_its_hash_alone_is_stored(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();
        var code = await scene.Portal.SendCodeAsync(id);

        Assert.Equal("code", (await scene.Portal.EnterAsync(id, RequestPost.Wrong(code))).Problem!.Field);
        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(id));
        var entered = await scene.Portal.EnterAsync(id, $" {code[..3]}-{code[3..]} ");

        Assert.True(entered.Ok, entered.Problem?.Message);
        var last = (await scene.ReadAsync(id)).Timeline[^1];
        Assert.Equal((RequestState.Verified, ActorKind.Subject), (last.State, last.ActorKind));
        var links = scene.Portal.Get<RequestLinks>();
        Assert.True(links.IsProved(entered.Value, id, RequestCodeUse.Identity, scene.Portal.Clock.Now()));
        Assert.False(links.IsProved(entered.Value, id, RequestCodeUse.Download, scene.Portal.Clock.Now()));
        Assert.False(links.IsProved(entered.Value, id, RequestCodeUse.Identity, scene.Portal.Clock.Now() + AddressProofs.Life));
        Assert.False((await scene.Portal.EnterAsync(id, code)).Ok); // once
        await using var db = scene.Portal.NewDb();
        Assert.All(await db.Set<RequestCode>().AsNoTracking().ToListAsync(Ct), c => Assert.Equal(32, c.CodeHash.Length));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_tries_at_the_same_instant_five_are_judged_and_then_a_new_code_is_needed(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();
        var code = await scene.Portal.SendCodeAsync(id);

        var wrong = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => scene.Portal.EnterAsync(id, RequestPost.Wrong(code)))));

        Assert.All(wrong, w => Assert.False(w.Ok));
        await using var db = scene.Portal.NewDb();
        Assert.Equal(5, await db.Set<RequestCode>().Select(c => c.Tries).SingleAsync(Ct));
        Assert.False((await scene.Portal.EnterAsync(id, code)).Ok); // the sixth, though it is right
        Assert.True((await scene.Portal.EnterAsync(id, await scene.Portal.SendCodeAsync(id))).Ok);
    }

    [Fact]
    public async Task A_code_that_is_old_or_replaced_or_of_another_request_or_use_opens_nothing()
    {
        await using var scene = await RequestScene.StartAsync();
        var (mine, other) = ((await scene.OpenAsync()).Id, (await scene.OpenAsync(RequestKind.Forget)).Id);
        await scene.Portal.KeepAsync();

        var replaced = await scene.Portal.SendCodeAsync(mine);
        var code = await scene.Portal.SendCodeAsync(mine);
        Assert.True(replaced == code || !(await scene.Portal.EnterAsync(mine, replaced)).Ok);
        Assert.False((await scene.Portal.EnterAsync(other, code)).Ok);
        Assert.False((await scene.Portal.EnterAsync(mine, code, RequestCodeUse.Download)).Ok);
        foreach (var typed in (string[])["", "12345", "1234567", "abcdef", code + "0"])
        {
            Assert.False((await scene.Portal.EnterAsync(mine, typed)).Ok);
        }

        scene.Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False((await scene.Portal.EnterAsync(mine, code)).Ok);
        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(mine));
        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(other));
        var fresh = await scene.Portal.SendCodeAsync(mine);
        scene.Portal.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.True((await scene.Portal.EnterAsync(mine, fresh)).Ok);
    }

    [Fact]
    public async Task New_codes_are_limited_by_the_hour_for_one_address_over_all_its_requests_and_over_the_life_of_one()
    {
        await using var scene = await RequestScene.StartAsync();
        var (first, second, stranger) = ((await scene.OpenAsync()).Id, (await scene.OpenAsync(RequestKind.Forget)).Id, (await scene.OpenAsync(email: "bob@example.com")).Id);
        await scene.Portal.KeepAsync();
        for (var n = 0; n < AddressCode.MaxPerHour; n++)
        {
            await scene.Portal.SendCodeAsync(n % 2 == 0 ? first : second);
        }

        Assert.Equal(AskOutcome.TooMany, (await SendAsync(scene, first)).Value);
        Assert.Equal(AskOutcome.TooMany, (await SendAsync(scene, second)).Value);
        Assert.Equal(AskOutcome.Sent, (await SendAsync(scene, stranger)).Value);
        var sent = 3;
        for (var hour = 0; hour < 6; hour++)
        {
            scene.Portal.Clock.Advance(TimeSpan.FromHours(1.1));
            for (var n = 0; n < AddressCode.MaxPerHour; n++)
            {
                sent += (await SendAsync(scene, first)).Value == AskOutcome.Sent ? 1 : 0;
            }
        }

        Assert.Equal(RequestCode.MaxPerRequest, sent);
    }

    [Fact]
    public async Task A_verified_or_closed_request_and_one_without_a_mail_address_are_sent_no_code()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        var phoned = (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Get, RequestIntake.Phone, new() { Phone = "+49 30 1234567" }), Actors.Officer, Ct)).Value.Id;
        await scene.Portal.KeepAsync();
        await scene.Portal.EnterAsync(id, await scene.Portal.SendCodeAsync(id));

        Assert.Equal(Refusal.Conflict, (await SendAsync(scene, id)).Problem!.Refusal);
        Assert.Equal(RequestState.Received, await scene.Portal.StateAsync(phoned));
        await scene.MoveAsync(phoned, RequestState.Acknowledged);
        Assert.Equal(AskOutcome.Unreachable, (await SendAsync(scene, phoned)).Value);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<SendRequestCode>().RunAsync(new(id, RequestCodeUse.Identity), Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await SendAsync(scene, new(42))).Problem!.Refusal);
    }

    private static Task<Outcome<AskOutcome>> SendAsync(RequestScene scene, Id<PrivacyRequest> id) => scene.Portal.Get<SendRequestCode>().RunAsync(new(id, RequestCodeUse.Identity), Actor.Subject, Ct);
}
