using System.Net;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

public sealed class ErasedLinkTests
{
    [Fact]
    public async Task An_unsubscribe_link_of_before_the_erasure_still_answers_and_reveals_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("Quentin.Zebrowski@example.com", topic: "newsletter");
        var opened = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Forget, RequestIntake.Phone, new() { Phone = "+493012345678", Email = "Quentin.Zebrowski@example.com" }), Actors.Officer, default)).Value.Id;
        await portal.Get<KeepRequests>().RunAsync(new(), Actor.System, default); // as the worker does, which may be quicker
        foreach (var state in (RequestState[])[RequestState.Verified, RequestState.InProgress])
        {
            Assert.True((await portal.Get<MoveRequest>().RunAsync(new(opened, state, "Knows the last invoice"), Actors.Officer, default)).Ok);
        }

        Assert.True((await portal.Get<ProposeErasure>().RunAsync(new(opened), Actors.Officer, default)).Ok);
        Assert.True((await portal.Get<ApproveErasure>().RunAsync(new(opened, (await portal.Get<PlanErasure>().RunAsync(opened, Actors.Admin, default)).Value.Hash), Actors.Admin, default)).Ok);
        for (var n = 0; n < 100 && (await portal.Get<ReadErasure>().RunAsync(opened, Actors.Officer, default)).Value!.Erasure.State != ErasureState.Done; n++)
        {
            await Task.Delay(200); // the worker of the portal does it
        }

        Assert.Equal(ErasureState.Done, (await portal.Get<ReadErasure>().RunAsync(opened, Actors.Officer, default)).Value!.Erasure.State);
        using var page = await mailbox.GetAsync(new Uri($"/u/{token}", UriKind.Relative));
        var text = await page.Content.ReadAsStringAsync();
        using var clicked = await mailbox.OneClickAsync(token, multipart: false);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, clicked.StatusCode));
        Assert.DoesNotContain("ebrowski", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("q…@", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ReasonCode.Suppressed, await portal.ReasonAsync("quentin.zebrowski@example.com"));
    }
}
