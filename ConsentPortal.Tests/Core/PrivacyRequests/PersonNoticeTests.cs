using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Whoever got a person's data is told that it was put right or restricted (GDPR art. 19).</summary>
public sealed class PersonNoticeTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Applications_are_told_which_fields_were_put_right_and_never_their_values(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com", f => f with { ExternalId = "crm-1" });
        var id = (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Letter, new() { Email = "ann@example.com", Proposed = { ["firstName"] = "Anneliese", ["jobTitle"] = "Director", ["shoe-size"] = "41" } }), Actors.Officer, Ct)).Value.Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await scene.Portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct);
        Assert.True((await scene.Portal.Get<DecideUpdate>().RunAsync(new(id, "jobTitle", true, "On the letter head"), Actors.Officer, Ct)).Ok);
        Assert.True((await scene.Portal.Get<DecideUpdate>().RunAsync(new(id, "shoe-size", false, "Not kept"), Actors.Officer, Ct)).Ok);

        var told = await ToldAsync(scene.Portal, OutgoingKinds.PersonCorrected);

        Assert.Equal(["firstName", "jobTitle"], told.Select(e => Data(e).GetProperty("fields")[0].GetString()));
        Assert.All(told, e => Assert.Equal((ann.Value, ann.ToString(), "crm-1", OutgoingLane.Normal), (e.Subject, Data(e).GetProperty("contact").GetString(), Data(e).GetProperty("externalId").GetString(), e.Lane)));
        Assert.DoesNotContain("Anneliese", string.Concat(told.Select(e => Encoding.UTF8.GetString(e.Data))), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_restriction_is_told_as_fast_as_an_opt_out_and_its_end_behind_it(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = (await scene.OpenAsync(RequestKind.Restrict)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await scene.Portal.Get<LinkRequest>().RunAsync(new(id, ann), Actors.Officer, Ct);
        Assert.True((await scene.Portal.Get<RestrictPerson>().RunAsync(new(id, RestrictionGround.Accuracy), Actors.Officer, Ct)).Ok);
        var stream = Stream(scene.Portal);
        Assert.NotNull(await stream.OldestUrgentAsync(0, [OutgoingKinds.PersonRestricted], Actors.Crm, Ct));
        Assert.True((await scene.Portal.Get<LiftRestriction>().RunAsync(new(id, "The check is over", "By telephone"), Actors.Officer, Ct)).Ok);

        var told = await ToldAsync(scene.Portal, OutgoingKinds.PersonRestricted, OutgoingKinds.PersonReleased);

        Assert.Equal([(OutgoingKinds.PersonRestricted, OutgoingLane.Urgent), (OutgoingKinds.PersonReleased, OutgoingLane.Normal)], told.Select(e => (e.Kind, e.Lane)));
        Assert.All(told, e => Assert.Equal(ann.Value, e.Subject));
        Assert.Equal([OutgoingKinds.PersonRestricted], (await stream.ReadAsync(new(0, await stream.HeadAsync(Ct), OutgoingLane.Urgent, 100), OutgoingKinds.All, Actors.Crm, Ct)).Events.Select(e => e.Kind));
    }

    private static IOutgoingEvents Stream(TestPortal portal) => portal.Services.GetServices<IOutgoingEvents>().Single(s => s.Kinds.Contains(OutgoingKinds.PersonRestricted));

    private static async Task<IReadOnlyList<OutgoingEvent>> ToldAsync(TestPortal portal, params string[] kinds)
    {
        Assert.True((await portal.Get<PlaceOutbox>().RunAsync(new(), Actor.System, Ct)).Ok);
        var stream = Stream(portal);
        return (await stream.ReadAsync(new(0, await stream.HeadAsync(Ct), null, 100), kinds, Actors.Crm, Ct)).Events;
    }

    private static JsonElement Data(OutgoingEvent told) => JsonDocument.Parse(told.Data).RootElement;
}
