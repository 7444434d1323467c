using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class ChangeAddressTests
{
    [Theory, OnEveryDatabase]
    public async Task Kept_with_the_old_address_the_new_one_starts_empty(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        var done = await portal.Get<ChangeAddress>().RunAsync(new(scene.Contact, [scene.Point], "Ann.New@example.com"), Actors.Rep, default);

        Assert.Equal((0, 0, 0), (done.Value.Moved, done.Value.Kept, done.Value.Pending));
        Assert.Equal("Ann.New@example.com", (await portal.World.ContactAsync(scene.Contact)).Points.Single().Address);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann.new@example.com"));
        var (_, values) = Assert.Single(await EditContactTests.AuditAsync(portal, "contact.address_changed"));
        Assert.Contains(new Change("email", "ann@example.com", "ann.new@example.com"), values.Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task Moved_by_an_act_of_the_person_opt_ins_and_opt_outs_follow_and_suppressions_stay(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, "tracking");
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, "transactional", with: s => s with { ValidUntil = portal.Clock.GetUtcNow().AddMinutes(1) });
        await portal.Get<AddSuppression>().RunAsync(new(SuppressionTarget.Of(scene.Point), SuppressionScope.Address, null, SuppressionReason.HardBounce), Actors.Rep, default);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        var stake = (await portal.Get<ReadAddressChange>().RunAsync(new(scene.Contact, [scene.Point], "new@example.com"), Actors.Rep, default)).Value;
        var done = await portal.Get<ChangeAddress>().RunAsync(new(scene.Contact, [scene.Point], "new@example.com") { Move = true, ActAt = portal.Clock.GetUtcNow(), Justification = "Told us on the phone." }, Actors.Rep, default);

        Assert.Equal(new ReadAddressChange.View(1, 1, Suppressed: true, Known: false, 0, 0), stake);
        Assert.Equal((2, 0), (done.Value.Moved, done.Value.Pending)); // an expired opt-in moves nowhere
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("new@example.com"));
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("new@example.com", "tracking"));
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com", "tracking"));
        var moved = (await portal.World.EventsAsync()).TakeLast(2).ToList();
        Assert.All(moved, e => Assert.Equal((ChangeAddress.Source, ActorKind.Staff, ActorKind.Subject), (e.Source, e.ActorKind, e.OnBehalfOf)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_later_opt_out_at_the_new_address_is_kept(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var act = portal.Clock.GetUtcNow();
        await portal.World.SaysAsync("new@example.com", ConsentStatus.OptedOut);

        var done = await portal.Get<ChangeAddress>().RunAsync(new(scene.Contact, [scene.Point], "new@example.com") { Move = true, ActAt = act, Justification = "Told us." }, Actors.Rep, default);

        Assert.Equal((0, 1), (done.Value.Moved, done.Value.Kept));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("new@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_changes_on_both_its_channels(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example");
        var points = (await portal.Get<LinkContactPoint>().RunAsync(new(ann, [new(Channel.Sms, "+491711111111"), new(Channel.Voice, "+491711111111")]), Actors.Rep, default)).Value;

        await portal.Get<ChangeAddress>().RunAsync(new(ann, points, "+491722222222"), Actors.Rep, default);

        Assert.Equal([(Channel.Sms, "+491722222222"), (Channel.Voice, "+491722222222")], (await portal.World.ContactAsync(ann)).Points.Select(p => (p.Channel, p.Address)));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_changes(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await ChangeConsentTests.SceneAsync(portal);

        async Task<string[]> FieldsAsync(ChangeAddress.Command command) => [.. (await portal.Get<ChangeAddress>().RunAsync(command, Actors.Rep, default)).Problems.Select(p => p.Field!)];

        Assert.Equal(["address", "actAt", "justification"], await FieldsAsync(new(scene.Contact, [scene.Point], "ANN@example.com") { Move = true }));
        Assert.Equal(["address", "act"], await FieldsAsync(new(scene.Contact, [scene.Point], "ann@") { Move = true, Act = ConsentAction.Staff, ActAt = portal.Clock.GetUtcNow(), Justification = "x" }));
        Assert.Equal(Refusal.NotFound, (await portal.Get<ChangeAddress>().RunAsync(new(scene.Contact, [scene.Point], "n@example.com"), Actors.RepWithOwnContacts, default)).Problem!.Refusal);
        Assert.Equal("ann@example.com", (await portal.World.ContactAsync(scene.Contact)).Points.Single().Address);
    }
}
