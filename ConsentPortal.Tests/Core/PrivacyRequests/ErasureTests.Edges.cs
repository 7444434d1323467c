using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ConsentPortal.Tests.Core.PrivacyRequests.ErasureScene;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>What is held without a contact, in a worker's hands, or for a time only.</summary>
public sealed partial class ErasureTests
{
    [Theory, OnEveryDatabase]
    public async Task A_request_of_an_address_that_has_answers_and_no_contact_is_not_done_before_its_erasure(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("loose.address@example.com", ConsentStatus.OptedIn);
        var id = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Forget, RequestIntake.Letter, new() { Email = "Loose.Address@example.com" }), Actors.Officer, Ct)).Value.Id;
        foreach (var state in (RequestState[])[RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress])
        {
            await Ok(portal.Get<MoveRequest>().RunAsync(new(id, state, "A letter"), Actors.Officer, Ct));
        }

        Assert.Contains("was not erased", (await portal.Get<CloseRequest>().RunAsync(new(id, RequestState.Fulfilled), Actors.Admin, Ct)).Problem?.Message, StringComparison.Ordinal);
        Assert.Contains("was not erased", (await portal.Get<AnswerRequest>().RunAsync(new(id, RequestState.PartiallyFulfilled, "legal_claims", "Done"), Actors.Admin, Ct)).Problem?.Message, StringComparison.Ordinal);

        await Ok(portal.Get<ProposeErasure>().RunAsync(new(id), Actors.Officer, Ct));
        await Ok(portal.Get<ApproveErasure>().RunAsync(new(id, (await portal.Get<PlanErasure>().RunAsync(id, Actors.Admin, Ct)).Value.Hash), Actors.Admin, Ct));
        Assert.True(await portal.Get<RunErasure>().RunAsync((await portal.Get<RunErasure>().OpenAsync(Ct)).Single(), Ct));
        Assert.Equal(RequestState.Fulfilled, await portal.StateAsync(id));
        Assert.Empty(await new TraceFinder("loose.address@example.com").TablesAsync(portal));
    }

    [Theory, OnEveryDatabase]
    public async Task A_text_message_that_is_being_handed_over_is_waited_for_so_that_its_file_goes_too(DatabaseProvider provider)
    {
        await using var portal = await ErasureScene.StartAsync(provider);
        await using (var db = portal.NewDb())
        {
            portal.Get<SendText>().Add(db, new("test", Phone, "Your code is 123456.", 0, TimeSpan.FromHours(1)));
            await db.SaveChangesAsync(Ct);
            (await db.Set<TextMessage>().SingleAsync(Ct)).Take(portal.Clock.Now());
            await db.SaveChangesAsync(Ct);
        }

        PersonalDataSubject subject = new([], []) { Addresses = [Phone] };
        var room = portal.Services.GetServices<IErasesPersonalData>().Single(r => r.Room == "Messaging");
        Assert.Equal("text", (await Assert.ThrowsAsync<ErasureWaitsException>(() => room.EraseAsync(subject, Ct))).What);
        var late = Path.Combine(Directory.CreateDirectory(Path.Combine(portal.Folder, "texts")).FullName, "late.txt");
        await File.WriteAllTextAsync(late, $"{Phone}\n\nYour code is 123456.", Ct); // what the worker still does

        portal.Clock.Advance(TextMessage.Patience);
        Assert.True(await room.EraseAsync(subject, Ct) > 0);
        Assert.False(File.Exists(late));
        Assert.Empty(await new TraceFinder(Phone).TablesAsync(portal));
    }

    [Theory, OnEveryDatabase]
    public async Task Where_no_application_is_told_no_id_of_the_person_stays_in_the_message(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await scene.EraseAsync();

        Assert.Equal([""], await IdsAsync(portal));
        Assert.Empty(await new TraceFinder("crm-4711").TablesAsync(portal));
    }

    [Theory, OnEveryDatabase]
    public async Task Proof_of_consent_is_deleted_when_its_time_is_over_and_the_ledger_still_verifies(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedIn, topic: "newsletter");
        await portal.World.SaysAsync("somebody.else@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedOut);
        await Ok(portal.Get<SealLedger>().RunAsync(new(), Actor.System, Ct));
        await scene.EraseAsync();
        var until = ErasureCertificate.FromJson((await scene.ReadAsync()).Erasure.Certificate).Data.Single(l => l.Category == "consent-proof").Until!.Value;

        portal.Clock.Advance(TimeSpan.FromDays(1094));
        await Ok(portal.Get<RunRetention>().RunAsync(new(), Actor.System, Ct));
        Assert.Equal(3, (await portal.World.EventsAsync()).Count);
        portal.Clock.Advance(TimeSpan.FromDays(1.5));
        Assert.True(DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime) <= until.AddDays(1));
        await Ok(portal.Get<RunRetention>().RunAsync(new(), Actor.System, Ct));

        var left = Assert.Single(await portal.World.EventsAsync());
        await using var db = portal.NewDb();
        Assert.Equal([left.PointId], await db.Set<ConsentRecord>().Select(r => r.PointId).ToListAsync(Ct));
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actors.Admin, Ct)).Value.Fault);
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync(Typed)); // by its hash, for ever

        await db.Set<SideRowErasure>().Where(e => e.Id == new Id<SideRow>(1)).ExecuteDeleteAsync(Ct);
        Assert.Equal(LedgerFaultKind.EventMissing, (await portal.Get<VerifyLedger>().RunAsync(Actors.Admin, Ct)).Value.Fault?.Kind);
    }

    [Fact]
    public async Task Proof_of_consent_that_an_administrator_has_kept_for_less_is_planned_and_certified_for_less()
    {
        const string Proof = "consent-proof";
        await using var portal = await TestPortal.StartAsync();
        ErasureScene scene = new(portal);
        await scene.OpenAsync();
        await portal.World.SaysAsync(Typed, ConsentStatus.OptedIn);
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(today.AddMonths(ConsentErasure.ProofKeptMonths), await ProofAsync());

        await Ok(portal.Get<SetRetention>().RunAsync(new("erased_proof", 400, "Our lawyer says so", 0), Actors.Admin, Ct));

        Assert.Equal(today.AddDays(400), await ProofAsync());
        await scene.EraseAsync();
        Assert.Equal(today.AddDays(400), ErasureCertificate.FromJson((await scene.ReadAsync()).Erasure.Certificate).Data.Single(l => l.Category == Proof).Until);

        async Task<DateOnly?> ProofAsync() => (await portal.Get<PlanErasure>().RunAsync(scene.Request, Actors.Admin, Ct)).Value.Plan.Lines.Single(l => l.Category == Proof).Until;
    }
}
