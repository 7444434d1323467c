using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class ChangeConsentTests
{
    [Theory, OnEveryDatabase]
    public async Task An_opt_out_by_staff_holds_at_once_and_keeps_act_reason_and_justification(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);

        var done = await scene.ChangeAsync(ConsentChange.OptOut, with: c => c with { Act = ConsentAction.Paper, ActAt = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero), Reason = "too_frequent", Justification = " Sent a letter. " });

        Assert.Equal(RecordOutcome.Recorded, done.Value.Outcome);
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        var happened = Assert.Single(await portal.World.EventsAsync());
        Assert.Equal((ConsentAction.Paper, "too_frequent", "portal", ActorKind.Staff, "2", ActorKind.Subject, scene.Contact), (happened.Action, happened.Reason, happened.Source, happened.ActorKind, happened.ActorId, happened.OnBehalfOf, happened.ContactId));
        await using var db = portal.NewDb();
        Assert.Equal("Sent a letter.", (await db.Set<SideRow>().SingleAsync(s => s.Id == happened.JustificationId)).Content);
    }

    [Theory, OnEveryDatabase]
    public async Task An_opt_in_over_an_opt_out_needs_a_later_act_of_the_person(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, with: s => s with { OccurredAt = new(2026, 1, 10, 9, 0, 0, TimeSpan.Zero) });

        var ours = await scene.ChangeAsync(ConsentChange.OptIn, with: c => c with { Act = ConsentAction.Staff });
        var earlier = await scene.ChangeAsync(ConsentChange.OptIn, with: c => c with { ActAt = new(2026, 1, 10, 8, 0, 0, TimeSpan.Zero) });
        Assert.Equal(("act", "actAt"), (ours.Problem!.Field, earlier.Problem!.Field));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com"));

        var later = await scene.ChangeAsync(ConsentChange.OptIn, with: c => c with { ActAt = new(2026, 1, 10, 10, 0, 0, TimeSpan.Zero) });
        Assert.Equal(RecordOutcome.Recorded, later.Value.Outcome);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task Where_the_profile_asks_for_double_opt_in_an_opt_in_by_staff_is_pending(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        await portal.World.RuleAsync(async (db, _) =>
        {
            var profile = await db.Set<ComplianceProfile>().Include(p => p.States).SingleAsync();
            profile.State.Close(portal.Clock.Now());
            profile.States.Add(new() { Id = portal.Get<IdSource>().Next<ProfileState>(), ProfileId = profile.Id, From = portal.Clock.Now(), DoubleOptIn = true });
        });

        var done = await scene.ChangeAsync(ConsentChange.OptIn);

        Assert.Equal((RecordOutcome.Pending, AskOutcome.Sent), (done.Value.Outcome, done.Value.Asked));
        await using var db = portal.NewDb();
        Assert.Equal("ann@example.com", (await db.Set<Email>().SingleAsync()).To);
        Assert.Equal(ConsentStatus.Pending, (await portal.World.RecordAsync("ann@example.com")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_pause_denies_until_its_date_and_ends_when_staff_ends_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);

        await scene.ChangeAsync(ConsentChange.Pause, with: c => c with { PausedUntil = portal.Clock.GetUtcNow().AddDays(30), Reason = "absence" });
        Assert.Equal(ReasonCode.Paused, await portal.World.ReasonAsync("ann@example.com"));
        await scene.ChangeAsync(ConsentChange.Resume);

        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);

        var empty = await scene.ChangeAsync(ConsentChange.OptIn, with: c => c with { ActAt = null, Reason = "", Justification = "  ", ValidUntil = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var ahead = await scene.ChangeAsync(ConsentChange.OptOut, with: c => c with { ActAt = portal.Clock.GetUtcNow().AddDays(1), Act = ConsentAction.Api });
        var pause = await scene.ChangeAsync(ConsentChange.Pause, with: c => c with { PausedUntil = null });

        Assert.Equal(["actAt", "reason", "justification", "validUntil"], empty.Problems.Select(p => p.Field));
        Assert.Equal(["act", "actAt"], ahead.Problems.Select(p => p.Field));
        Assert.Equal(["pausedUntil"], pause.Problems.Select(p => p.Field));
        Assert.Empty(await portal.World.EventsAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Only_those_who_may_and_only_for_people_they_see(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        var stranger = await portal.World.PersonAsync("Bob Stranger");

        Assert.Equal(Refusal.Forbidden, (await scene.ChangeAsync(ConsentChange.OptOut, by: Actors.Analyst)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await scene.ChangeAsync(ConsentChange.OptOut, by: Actors.RepWithOwnContacts)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await scene.ChangeAsync(ConsentChange.OptOut, with: c => c with { ContactId = stranger })).Problem!.Refusal);
        Assert.Empty(await portal.World.EventsAsync());
    }

    internal sealed record Scene(TestPortal Portal, Id<Contact> Contact, Id<ContactPoint> Point, ComplianceProfile Profile, Purpose Purpose)
    {
        public Task<Outcome<ChangeConsent.View>> ChangeAsync(ConsentChange change, Actor? by = null, Func<ChangeConsent.Command, ChangeConsent.Command>? with = null)
        {
            ChangeConsent.Command command = new()
            {
                PointId = Point, ContactId = Contact, ProfileId = Profile.Id, PurposeId = Purpose.Id, Change = change, Act = ConsentAction.Spoken,
                ActAt = change == ConsentChange.OptIn ? Portal.Clock.GetUtcNow() : null, Reason = "asked_for_it", Justification = "Called us.",
            };
            return Portal.Get<ChangeConsent>().RunAsync(with?.Invoke(command) ?? command, by ?? Actors.Rep, CancellationToken.None);
        }
    }

    internal static async Task<Scene> SceneAsync(TestPortal portal)
    {
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        return new(portal, ann, await portal.World.PointOfAsync(ann), rules.Profile("default")!, rules.Purpose("commercial")!);
    }
}
