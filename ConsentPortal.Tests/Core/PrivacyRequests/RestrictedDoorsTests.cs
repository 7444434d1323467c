using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static ConsentPortal.Tests.Core.PrivacyRequests.RestrictedDoors;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Whose data is restricted is stored, and no door lets anybody use or change it (GDPR art. 18). A no still counts.</summary>
public sealed class RestrictedDoorsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<string> Doors => [.. All.Keys];

    [Theory, MemberData(nameof(Doors))]
    public async Task A_door_lets_everybody_through_but_who_is_restricted(string door)
    {
        await using var scene = await RequestScene.StartAsync();
        var (held, free) = await PairAsync(scene);

        Assert.True(await All[door](free), "The door is shut for everybody: the test shows nothing.");
        Assert.False(await All[door](held));
    }

    [Theory, OnEveryDatabase]
    public async Task None_of_them_does_on_any_database(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var (held, _) = await PairAsync(scene);
        List<string> open = [];
        foreach (var (name, door) in All)
        {
            if (await door(held))
            {
                open.Add(name);
            }
        }

        Assert.Empty(open);
        Assert.Equal(ConsentStatus.OptedIn, (await scene.Portal.World.RecordAsync(held.Address)).Status); // stored as it was
    }

    [Fact]
    public async Task Of_an_export_their_number_that_they_are_restricted_and_what_they_refused_is_all_there_is()
    {
        await using var scene = await RequestScene.StartAsync();
        var (held, _) = await PairAsync(scene);
        Assert.Equal(RecordOutcome.Recorded, (await scene.Portal.World.SaysAsync(held.Address, ConsentStatus.OptedOut, topic: "newsletter")).Outcome);

        var row = ExportScene.Csv(await scene.Portal.TakeAsync(ExportScene.Contacts)).Single(r => r["id"] == held.Id.ToString());
        Assert.Equal(("true", "held", "", "", ""), (row["restricted"], row["externalId"], row["firstName"], row["lastName"], row["email"]));
        var said = ExportScene.Csv(await scene.Portal.TakeAsync(ExportScene.Consents)).Where(r => r["address"] == held.Address).Select(r => r["state"]);
        Assert.Equal(["optedOut"], said);
    }

    [Theory, OnEveryDatabase]
    public async Task They_get_no_question_whether_their_consent_goes_on_and_no_reminder_of_one(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var (held, free) = await PairAsync(scene);
        await AskAsync(scene, held);
        await AskAsync(scene, free);

        scene.Portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, (await scene.Portal.Get<RemindRequests>().RunAsync(new(scene.Portal.Clock.GetUtcNow()), Actor.System, Ct)).Value);

        await using var db = scene.Portal.NewDb();
        Assert.Equal([free.Address], await db.Set<Email>().Select(m => m.To).ToListAsync(Ct));
    }

    [Fact]
    public async Task On_their_own_pages_they_say_no_at_once_and_correct_nothing()
    {
        await using var scene = await RequestScene.StartAsync();
        var (held, _) = await PairAsync(scene);
        var link = await scene.Portal.World.LinkAsync(held.Address);
        var proof = scene.Portal.Get<AddressProofs>().Write(link.PointId, OwnDetails.Use, scene.Portal.Clock.Now() + AddressProofs.Life);

        Assert.False((await scene.Portal.Get<SaveOwnDetails>().RunAsync(new(link, proof, 1, "Other", "Name", "en"), Actor.Subject, Ct)).Ok);
        Assert.True((await scene.Portal.Get<UnsubscribeInOneClick>().RunAsync(new(link, new("en")), Actor.Subject, Ct)).Ok);
        Assert.Equal(ConsentStatus.OptedOut, (await scene.Portal.World.RecordAsync(held.Address)).Status);
        Assert.Equal(ReasonCode.Restricted, await scene.Portal.World.ReasonAsync(held.Address));
    }

    // a question as a form of the person makes it, to be reminded of after two days
    private static async Task AskAsync(RequestScene scene, Walker walker)
    {
        await using var db = scene.Portal.NewDb();
        var (point, rules) = (await scene.Portal.World.PointOfAsync(walker.Id), await scene.Portal.Get<Rulebooks>().FreshAsync(Ct));
        var (id, now) = (scene.Portal.Get<IdSource>().Next<ConsentRequest>(), scene.Portal.Clock.Now());
        db.Add(new ConsentRequest
        {
            Id = id, TokenHash = Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray(), PointId = point, ProfileId = rules.Profile("default")!.Id, Language = "en", RequestedAt = now, ExpiresAt = now.AddDays(7), RemindAt = now.AddDays(2),
            Items = [new() { Id = scene.Portal.Get<IdSource>().Next<ConsentRequestItem>(), RequestId = id, PurposeId = rules.Purpose("tracking")!.Id }],
        });
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<(Walker Held, Walker Free)> PairAsync(RequestScene scene)
    {
        await scene.Portal.Get<AddContactField>().RunAsync(new("shoe-size", ContactFieldKind.Number, new("Shoe size")), Actors.Admin, Ct);
        var (held, free) = (await WalkerAsync(scene, "held"), await WalkerAsync(scene, "free"));
        var id = (await scene.OpenAsync(RequestKind.Restrict, held.Address)).Id;
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        Assert.True((await scene.Portal.Get<LinkRequest>().RunAsync(new(id, held.Id), Actors.Officer, Ct)).Ok);
        Assert.True((await scene.Portal.Get<RestrictPerson>().RunAsync(new(id, RestrictionGround.Accuracy), Actors.Officer, Ct)).Ok);
        return (held, free);
    }

    private static async Task<Walker> WalkerAsync(RequestScene scene, string name)
    {
        var world = scene.Portal.World;
        var person = await world.PersonAsync(name, [$"{name}@example.com"]);
        var twin = await world.PersonAsync($"{name} before", $"{name}@before.example");
        var merged = await scene.Portal.Get<MergeContacts>().RunAsync(new(person, twin, "The same"), Actors.Admin, Ct);
        Assert.True(merged.Ok, merged.Problem?.Message);
        Assert.Equal(RecordOutcome.Recorded, (await world.SaysAsync($"{name}@example.com", ConsentStatus.OptedIn)).Outcome);
        await using var db = scene.Portal.NewDb();
        return new(scene.Portal, person, name, (await db.Set<ContactMerge>().SingleAsync(m => m.SurvivorId == person, Ct)).Id);
    }
}
