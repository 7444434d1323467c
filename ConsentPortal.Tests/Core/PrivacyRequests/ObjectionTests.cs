using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed class ObjectionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task An_objection_stops_every_marketing_purpose_at_every_address_of_the_person_at_once_and_waits_for_its_answer(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com", more: "+4915112345678");
        var opened = await scene.OpenAsync(RequestKind.Object);

        var view = await ReadAsync(scene, opened.Id);
        var purposes = await PurposesAsync(scene);

        Assert.Equal((purposes.Count * 2, true), (view.Lines.Count, view.All)); // the mail address and the number
        Assert.All(view.Lines, l => Assert.Equal(ObjectionEffect.Stopped, l.Effect));
        Assert.DoesNotContain(view.Lines, l => l.Address.Contains("ann@", StringComparison.Ordinal) || l.Address.Contains("15112345", StringComparison.Ordinal));
        Assert.All(purposes, p => Assert.NotEqual(PurposeType.Transactional, p.Type));
        var events = await scene.Portal.World.EventsAsync();
        Assert.All(events, e => Assert.Equal((ConsentStatus.OptedOut, "privacy_request", "objection", ActorKind.Staff, (ActorKind?)ActorKind.Subject), (e.NewStatus, e.Source, e.Reason, e.ActorKind, e.OnBehalfOf)));
        var read = await scene.ReadAsync(opened.Id);
        Assert.Equal(RequestState.Review, read.Request.State);
        Assert.Contains(read.Timeline, l => l.Kind == RequestStepKind.Stopped);
        Assert.Contains(await scene.Portal.AuditAsync(), a => a.Entry.Kind == "request.stopped");
    }

    [Theory, OnEveryDatabase]
    public async Task An_objection_that_a_crash_left_over_is_carried_out_once_by_the_worker(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var opened = await FromThePageAsync(scene); // the answer of a public page waits for nothing
        Assert.Null((await ReadAsync(scene, opened.Id)).ActedAt);
        Assert.Empty(await scene.Portal.World.EventsAsync());

        Assert.Equal(1, (await CarryOutAsync(scene)).Value);
        var events = await scene.Portal.World.EventsAsync();
        Assert.Equal(0, (await CarryOutAsync(scene)).Value);

        Assert.Equal((await PurposesAsync(scene)).Count, events.Count);
        Assert.All(events, e => Assert.Equal((ActorKind.Subject, (ActorKind?)null, ConsentAction.Button), (e.ActorKind, e.OnBehalfOf, e.Action)));
        Assert.Equal(events.Count, (await scene.Portal.World.EventsAsync()).Count);
        Assert.NotNull((await ReadAsync(scene, opened.Id)).ActedAt);
        Assert.Equal(RequestState.Fulfilled, (await scene.ReadAsync(opened.Id)).Request.State); // nothing is left to read: it is answered, once
        await using var db = scene.Portal.NewDb();
        Assert.Single(await db.Set<Email>().Where(m => m.To == "zoe@example.com" && m.Kind.Contains("object")).ToListAsync(Ct));
    }

    [Fact]
    public async Task An_objection_to_one_purpose_stops_that_one_and_a_service_message_cannot_be_objected_to()
    {
        await using var scene = await RequestScene.StartAsync();
        var named = (await PurposesAsync(scene)).First(p => p.Type == PurposeType.Commercial);

        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Object, RequestIntake.Phone, new() { Email = "bob@example.com", Purpose = named.Code }), Actors.Officer, Ct);
        var receipts = (await scene.Portal.Get<Rulebooks>().FreshAsync(Ct)).Purposes.First(p => p.Type == PurposeType.Transactional).Code;
        var refused = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Object, RequestIntake.Phone, new() { Email = "bob@example.com", Purpose = receipts }), Actors.Officer, Ct);

        Assert.Equal([named.Id], (await scene.Portal.World.EventsAsync()).Select(e => e.PurposeId));
        Assert.False((await ReadAsync(scene, opened.Value.Id)).All);
        Assert.Equal("purpose", refused.Problem!.Field);
    }

    [Theory, OnEveryDatabase]
    public async Task An_objection_to_all_marketing_outlasts_the_purposes_of_today_and_reaches_other_brands(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var brand = (await scene.Portal.Get<Rulebooks>().FreshAsync(Ct)).Profiles.First(p => p.Code != "europe").Code;
        await scene.Portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Profile = brand });
        await scene.Portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedIn, with: s => s with { Profile = brand });

        await scene.OpenAsync(RequestKind.Object);
        await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Object, RequestIntake.Phone, new() { Email = "bob@example.com", Purpose = (await PurposesAsync(scene))[0].Code }), Actors.Officer, Ct);

        await using var db = scene.Portal.NewDb();
        var one = await db.Set<Suppression>().SingleAsync(Ct); // who named a purpose is stopped for that one alone
        Assert.Equal((SuppressionScope.Marketing, SuppressionReason.Objection, Channel.Email), (one.Scope, one.Reason, one.Channel));
        Assert.False((await scene.Portal.World.AskAsync("ann@example.com", profile: brand)).Decision.Message.Allowed);
        Assert.True((await scene.Portal.World.AskAsync("bob@example.com", profile: brand)).Decision.Message.Allowed);
    }

    [Fact]
    public async Task Where_several_share_the_address_only_it_is_stopped_until_the_officer_says_who_is_meant()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("Bea Other", "family@example.com", more: "+4915199999999");
        var meant = await scene.Portal.World.PersonAsync("Cem Other", "family@example.com", more: "cem@example.com");
        var opened = await scene.OpenAsync(RequestKind.Object, "family@example.com");
        Assert.All(await Channels(scene, opened.Id), c => Assert.Equal(Channel.Email, c));
        var first = (await ReadAsync(scene, opened.Id)).Lines.Count;

        Assert.True((await scene.Portal.Get<LinkRequest>().RunAsync(new(opened.Id, meant), Actors.Officer, Ct)).Ok);
        Assert.Equal(1, (await ReadAsync(scene, opened.Id)).Further);
        Assert.Equal(first, (await scene.Portal.Get<ApplyObjection>().RunAsync(new(opened.Id), Actors.Officer, Ct)).Value);

        Assert.Equal((first * 2, 0), ((await ReadAsync(scene, opened.Id)).Lines.Count, (await ReadAsync(scene, opened.Id)).Further));
        Assert.All(await Channels(scene, opened.Id), c => Assert.Equal(Channel.Email, c)); // Bea's number was left alone
    }

    [Fact]
    public async Task A_letter_that_lay_does_not_undo_what_the_person_chose_themselves_since()
    {
        await using var scene = await RequestScene.StartAsync();
        var now = scene.Portal.Clock.GetUtcNow();
        var purpose = (await PurposesAsync(scene)).First(p => p.Type == PurposeType.Commercial);
        await scene.Portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, purpose.Code, with: s => s with { Profile = "europe" });

        var opened = await scene.OpenAsync(RequestKind.Object, receivedAt: now.AddDays(-3));

        Assert.Contains((await ReadAsync(scene, opened.Id)).Lines, l => l.Effect == ObjectionEffect.StoppedBefore);
        await OptsInAsync(scene, "cleo@example.com", purpose);
        var late = await scene.OpenAsync(RequestKind.Object, "cleo@example.com", receivedAt: now.AddDays(-3));
        Assert.Contains((await ReadAsync(scene, late.Id)).Lines, l => l.Effect == ObjectionEffect.OptedInSince);
        await using var db = scene.Portal.NewDb();
        Assert.Single(await db.Set<Suppression>().ToListAsync(Ct)); // of the first alone
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<ApplyObjection>().RunAsync(new(opened.Id), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await scene.Portal.Get<ApplyObjection>().RunAsync(new((await scene.OpenAsync()).Id), Actors.Officer, Ct)).Problem!.Refusal);
    }

    private static async Task<OpenRequest.Result> FromThePageAsync(RequestScene scene)
        => (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Object, RequestIntake.PublicPage, new() { Email = "zoe@example.com" }), Actor.Subject, Ct)).Value;

    // by an act of their own, now
    private static async Task OptsInAsync(RequestScene scene, string address, Purpose purpose)
    {
        Assert.True(ContactPointKey.TryParse(Channel.Email, address, out var key));
        ConsentProposal own = new()
        {
            Point = new() { Key = key, Hash = scene.Portal.Get<AddressHasher>().Of(key), Typed = address, Channel = Channel.Email }, Profile = (await scene.Portal.Get<Rulebooks>().FreshAsync(Ct)).Profile("europe")!,
            Purpose = purpose, Status = ConsentStatus.OptedIn, OccurredAt = scene.Portal.Clock.GetUtcNow(), Action = ConsentAction.Button, Source = "page", ActorKind = ActorKind.Subject, Evidence = new(),
        };
        await scene.Portal.Get<WriteQueue>().RunAsync(session => scene.Portal.Get<ConsentLedger>().WriteAsync(session, [own], Ct), ct: Ct);
    }

    private static Task<Outcome<int>> CarryOutAsync(RequestScene scene) => scene.Portal.Get<CarryOutObjections>().RunAsync(new(), Actor.System, Ct);

    private static async Task<ReadObjection.View> ReadAsync(RequestScene scene, Id<PrivacyRequest> id) => (await scene.Portal.Get<ReadObjection>().RunAsync(id, Actors.Officer, Ct)).Value;

    private static async Task<IReadOnlyList<Purpose>> PurposesAsync(RequestScene scene)
    {
        var rules = await scene.Portal.Get<Rulebooks>().FreshAsync(Ct);
        return [.. rules.PurposesOf(rules.Profile("europe")!).Where(p => p.Type != PurposeType.Transactional)];
    }

    private static async Task<List<Channel>> Channels(RequestScene scene, Id<PrivacyRequest> id)
    {
        await using var db = scene.Portal.NewDb();
        var points = await db.Set<RequestObjection>().Where(o => o.RequestId == id).Select(o => o.PointId).ToListAsync(Ct);
        return await db.Set<ContactPoint>().Where(p => points.Contains(p.Id)).Select(p => p.Channel).ToListAsync(Ct);
    }
}
