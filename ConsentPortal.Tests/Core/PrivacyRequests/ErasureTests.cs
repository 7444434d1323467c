using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Forget-me: who may, what is told, what stays.</summary>
public sealed partial class ErasureTests
{
    [Fact]
    public async Task Who_put_it_up_for_review_does_not_approve_it_and_nobody_does_under_a_legal_hold()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var hash = (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Officer, Ct)).Value.Hash;

        Assert.Equal(Refusal.Forbidden, (await portal.Get<ApproveErasure>().RunAsync(new(scene.Request, hash), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Contains("second person", (await portal.Get<ApproveErasure>().RunAsync(new(scene.Request, hash), Actors.Officer, Ct)).Problem!.Message, StringComparison.Ordinal);
        await Ok(portal.Get<HoldRequest>().RunAsync(new(scene.Request, true, "A dispute"), Actors.Officer, Ct));
        var held = (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value;
        Assert.Contains(ErasureWarnings.LegalHold, held.Plan.AllWarnings);
        Assert.Contains("legal hold", (await portal.Get<ApproveErasure>().RunAsync(new(scene.Request, held.Hash), Actors.Admin, Ct)).Problem!.Message, StringComparison.Ordinal);
        Assert.Empty(await portal.Get<RunErasure>().OpenAsync(Ct));

        await Ok(portal.Get<HoldRequest>().RunAsync(new(scene.Request, false, "It is settled"), Actors.Officer, Ct));
        await scene.ApproveAsync();
        Assert.Single(await portal.Get<RunErasure>().OpenAsync(Ct));
    }

    [Fact]
    public async Task What_changed_since_the_plan_is_looked_at_again()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var hash = (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value.Hash;
        Assert.Equal(hash, (await scene.ReadAsync()).Erasure.PlanHash);

        await portal.World.SaysAsync(Typed, ConsentStatus.OptedOut);
        Assert.Contains("changed", (await portal.Get<ApproveErasure>().RunAsync(new(scene.Request, hash), Actors.Admin, Ct)).Problem!.Message, StringComparison.Ordinal);
        await scene.ApproveAsync();
    }

    [Fact]
    public async Task An_address_that_another_contact_has_stays_and_the_officer_is_told()
    {
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        var other = await portal.World.PersonAsync("Other Person", Typed);
        var child = await portal.World.PersonAsync("Little One", "little@example.com", f => f with { Child = true, GuardianId = scene.Person });
        var plan = (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value;
        Assert.Equal([ErasureWarnings.Guardian, ErasureWarnings.SharedAddress], plan.Plan.AllWarnings.Order(StringComparer.Ordinal));

        await scene.EraseAsync();

        Assert.Equal(Typed, (await portal.World.ContactAsync(other)).Points.Single().Address);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync(Typed));
        Assert.False((await portal.Get<ReadContact>().RunAsync(scene.Person, Actors.Admin, Ct)).Ok);
        Assert.True((await portal.World.ContactAsync(child)).Fields.GuardianId.IsNone);
    }

    [Theory, OnEveryDatabase]
    public async Task Afterwards_marketing_stays_stopped_by_the_hash_and_a_receipt_goes_out(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedIn, topic: "newsletter");
        await scene.EraseAsync();

        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync(Typed));
        Assert.True((await portal.World.AskAsync(Typed, "transactional")).Decision.Message.Allowed);
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedIn, topic: "newsletter"); // a CRM that did not hear
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync(Typed, topic: "newsletter"));
        var line = Assert.Single(Journal.Read(portal.Get<DataDirectory>().JournalFile), l => l.Kind == JournalKind.Erasure);
        Assert.Equal((portal.World.Hash(Typed).ToString(), scene.Person.Value), (line.Hash, line.Contact));
        var view = await scene.ReadAsync();
        Assert.Equal((ErasureState.Done, 0), (view.Erasure.State, view.Erasure.Aims.Length));
        Assert.Equal(RequestState.Fulfilled, (await portal.Get<ReadRequest>().RunAsync(scene.Request, Actors.Officer, Ct)).Value.Request.State);
        Assert.Null((await portal.Get<ReadRequest>().RunAsync(scene.Request, Actors.Officer, Ct)).Value.Submission);
    }
}
