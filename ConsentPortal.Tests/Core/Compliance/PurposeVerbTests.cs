using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class PurposeVerbTests
{
    [Theory, OnEveryDatabase]
    public async Task A_new_purpose_is_used_with_the_models_of_the_regime(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Assert.Equal(ReasonCode.PurposeUnknown, await portal.World.ReasonAsync("ann@example.com", "surveys"));
        var version = (await portal.ViewAsync()).Version;

        var id = await portal.AddPurposeAsync("surveys", PurposeType.Commercial, scope: OptOutScope.Contact);

        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("ann@example.com", "surveys")); // no regime: the strictest
        var view = await portal.ViewAsync();
        Assert.Equal((version + 1, "surveys", OptOutScope.Contact), (view.Version, view.Purposes[^1].Code, view.Purposes[^1].Scope));
        var (made, used) = ((await portal.AuditAsync())[^1], (await portal.AuditAsync())[^2]);
        Assert.Equal(new[] { RulebookEvents.PurposeCreated, RulebookEvents.PurposeShared }.Order(), new[] { made.Entry.Kind, used.Entry.Kind }.Order());
        Assert.Contains(id.ToString(), new[] { made.Entry.SubjectId, used.Entry.SubjectId });
    }

    [Theory, OnEveryDatabase]
    public async Task A_second_tracking_purpose_takes_the_place_of_the_first_only_when_told_to(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var profile = (await portal.ViewAsync()).Id;
        AddPurpose.Command command = new(profile, "pixels", PurposeType.Tracking, new("Pixels"), new());

        var refused = await portal.Get<AddPurpose>().RunAsync(command, Actors.Admin, default);
        var then = portal.Clock.GetUtcNow();
        var replaced = await portal.Get<AddPurpose>().RunAsync(command with { ReplaceTracking = true }, Actors.Admin, default);

        Assert.Equal((Refusal.Conflict, "type"), (refused.Problem!.Refusal, refused.Problem.Field));
        Assert.True(replaced.Ok);
        var rules = await portal.RulesAsync();
        Assert.Equal("pixels", rules.TrackingOf(rules.Profile("default")!)!.Code);
        Assert.Equal("tracking", rules.TrackingOf(rules.Profile("default")!, then)!.Code);
        Assert.Equal(ReasonCode.PurposeUnknown, await portal.World.ReasonAsync("ann@example.com", "tracking"));
        Assert.Contains(await portal.AuditAsync(), a => a.Values.Changes.Contains(new("purpose", "tracking", "pixels")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_shared_purpose_shares_its_consent_and_a_removed_one_is_unknown_from_then_on(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var eu = await portal.CreateProfileAsync("eu");
        var commercial = (await portal.RulesAsync()).Purpose("commercial")!.Id;
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        async Task<ReasonCode> AskAsync(DateTimeOffset? at = null) => (await portal.World.AskAsync("ann@example.com", profile: "eu", at: at)).Decision.Message.Reason;

        Assert.Equal(ReasonCode.PurposeUnknown, await AskAsync());
        Assert.True((await portal.Get<SharePurpose>().RunAsync(new(eu, commercial), Actors.Admin, default)).Ok);
        Assert.Equal(ReasonCode.AllowedOptedIn, await AskAsync());
        Assert.Equal((Refusal.Conflict, "purposeId"), Said(await portal.Get<SharePurpose>().RunAsync(new(eu, commercial), Actors.Admin, default)));
        var shared = portal.Clock.GetUtcNow();

        Assert.True((await portal.Get<RemovePurpose>().RunAsync(new(eu, commercial), Actors.Admin, default)).Ok);
        Assert.Equal(new Change("purpose", "commercial", null), Assert.Single((await portal.LastAuditAsync()).Values.Changes));
        Assert.Equal(ReasonCode.PurposeUnknown, await AskAsync());
        Assert.Equal(ReasonCode.AllowedOptedIn, await AskAsync(shared));
        Assert.Equal(Refusal.NotFound, (await portal.Get<RemovePurpose>().RunAsync(new(eu, commercial), Actors.Admin, default)).Problem!.Refusal);

        Assert.True((await portal.Get<SharePurpose>().RunAsync(new(eu, commercial), Actors.Admin, default)).Ok);
        Assert.Equal(ReasonCode.AllowedOptedIn, await AskAsync());
    }

    [Fact]
    public async Task The_tracking_purpose_is_replaced_and_never_removed()
    {
        await using var portal = await TestPortal.StartAsync();
        var eu = await portal.CreateProfileAsync("eu");
        var (own, other) = ((await portal.RulesAsync()).Purpose("eu-tracking")!.Id, (await portal.RulesAsync()).Purpose("tracking")!.Id);

        Assert.Equal(Refusal.Conflict, (await portal.Get<RemovePurpose>().RunAsync(new(eu, own), Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal((Refusal.Conflict, "purposeId"), Said(await portal.Get<SharePurpose>().RunAsync(new(eu, other), Actors.Admin, default)));
        Assert.True((await portal.Get<SharePurpose>().RunAsync(new(eu, other, ReplaceTracking: true), Actors.Admin, default)).Ok);
        Assert.Equal("tracking", Assert.Single((await portal.ViewAsync("eu")).Purposes, p => p.Type == PurposeType.Tracking).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task An_edited_purpose_says_what_changed_language_by_language_and_keeps_its_scope_as_of_then(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var purpose = (await portal.ViewAsync()).Purposes[0];
        EditPurpose.Command command = new(purpose.Id, purpose.Version, new(purpose.Name.Texts.Where(t => t.Key != "en").Append(KeyValuePair.Create("en", "Marketing"))), purpose.Description, OptOutScope.Contact);
        var then = portal.Clock.GetUtcNow();

        Assert.True((await portal.Get<EditPurpose>().RunAsync(command, Actors.Admin, default)).Ok);

        var told = await portal.LastAuditAsync();
        Assert.Equal([new("name.en", "Commercial communication", "Marketing"), new("optOutScope", "address", "contact")], told.Values.Changes);
        var states = (await portal.RulesAsync()).Purpose("commercial")!.States;
        Assert.Equal((OptOutScope.Contact, OptOutScope.Address), (states.Open()!.OptOutScope, states.At(then)!.OptOutScope));
        Assert.Equal(RulebookWriter.VersionField, (await portal.Get<EditPurpose>().RunAsync(command, Actors.Admin, default)).Problem!.Field);
        Assert.True((await portal.Get<EditPurpose>().RunAsync(command with { Version = purpose.Version + 1 }, Actors.Admin, default)).Ok);
        Assert.Equal(told.Entry.Id, (await portal.LastAuditAsync()).Entry.Id); // unchanged: nothing announced
    }

    [Fact]
    public async Task Wrong_texts_codes_and_actors_are_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        var view = await portal.ViewAsync();
        AddPurpose.Command command = new(view.Id, "commercial", PurposeType.Commercial, new("X"), new());

        Assert.Equal((Refusal.Conflict, "code"), Said(await portal.Get<AddPurpose>().RunAsync(command, Actors.Admin, default)));
        var wrong = await portal.Get<AddPurpose>().RunAsync(command with { Code = "No", Name = new LocalText(new string('x', 121)), Description = new LocalText("", new string('y', 401)) }, Actors.Admin, default);
        Assert.Equal(["code", "name.en", "description.de"], wrong.Problems.Select(p => p.Field));
        Assert.Equal(Refusal.NotFound, (await portal.Get<AddPurpose>().RunAsync(command with { ProfileId = new(3), Code = "x" }, Actors.Admin, default)).Problem!.Refusal);
        Assert.All(
            [
                (await portal.Get<AddPurpose>().RunAsync(command, Actors.Analyst, default)).Problem,
                (await portal.Get<EditPurpose>().RunAsync(new(view.Purposes[0].Id, 0, new("X"), new(), default), Actors.Analyst, default)).Problem,
                (await portal.Get<SharePurpose>().RunAsync(new(view.Id, view.Purposes[0].Id), Actors.Analyst, default)).Problem,
                (await portal.Get<RemovePurpose>().RunAsync(new(view.Id, view.Purposes[0].Id), Actors.Analyst, default)).Problem,
            ],
            problem => Assert.Equal(Refusal.Forbidden, problem!.Refusal));
    }

    [Fact]
    public async Task Only_active_purposes_that_are_not_used_yet_are_offered_for_sharing()
    {
        await using var portal = await TestPortal.StartAsync();
        var eu = await portal.CreateProfileAsync("eu");
        await portal.Get<ChangePurposeActivity>().RunAsync(new((await portal.RulesAsync()).Purpose("transactional")!.Id, false), Actors.Admin, default);

        var rows = (await portal.Get<FindSharablePurposes>().RunAsync(eu, Actors.Admin, default)).Value;

        Assert.Equal(["commercial", "tracking"], rows.Select(r => r.Code));
        Assert.All(rows, r => Assert.Equal(["Default"], r.UsedBy));
        Assert.Equal((Refusal.Invalid, "purposeId"), Said(await portal.Get<SharePurpose>().RunAsync(new(eu, (await portal.RulesAsync()).Purpose("transactional")!.Id), Actors.Admin, default)));
    }

    private static (Refusal, string?) Said<T>(Outcome<T> outcome) => (outcome.Problem!.Refusal, outcome.Problem.Field);
}
