using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class SuppressionTests
{
    private static readonly SuppressionTarget Ann = new(Channel.Email, " Ann@Example.com ");

    [Theory, OnEveryDatabase]
    public async Task An_address_never_seen_can_be_suppressed_and_the_next_decision_says_no(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var added = await AddAsync(portal, SuppressionScope.Marketing, SuppressionReason.Complaint);

        Assert.True(added.Added);
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", "transactional"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("bob@example.com"));
        await using var db = portal.NewDb();
        Assert.Empty(await db.Set<ContactPoint>().ToListAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_suppression_again_answers_the_standing_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var first = await AddAsync(portal, SuppressionScope.Address, SuppressionReason.HardBounce);

        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(portal, SuppressionScope.Address, SuppressionReason.HardBounce)));
        var other = await AddAsync(portal, SuppressionScope.Address, SuppressionReason.LegalOrder);

        Assert.All(again, a => Assert.Equal(new SuppressionResult(first.Id, Added: false), a));
        Assert.True(other.Added);
        Assert.Equal(2, Journal.Read(portal.Get<DataDirectory>().JournalFile).Count());
    }

    [Theory, OnEveryDatabase]
    public async Task Adding_and_lifting_leave_audit_entries_journal_lines_and_a_past(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var added = await AddAsync(portal, SuppressionScope.Purpose, SuppressionReason.Objection, "commercial", "She rang us.");
        var before = portal.Clock.GetUtcNow();

        var lifted = await LiftAsync(portal, SuppressionScope.Purpose, "commercial", "She rang again.");

        Assert.Equal([added.Id], lifted.Value);
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com", at: before));
        Assert.Equal([JournalKind.Suppression, JournalKind.SuppressionLifted], Journal.Read(portal.Get<DataDirectory>().JournalFile).Select(e => e.Kind));
        Assert.All(Journal.Read(portal.Get<DataDirectory>().JournalFile), e => Assert.Equal((added.Id.Value, "commercial"), (e.Id, e.Purpose)));
        var row = Assert.Single((await FindAsync(portal)).Value);
        Assert.Equal((added.Id, "commercial", "She rang us.", false, Actors.Rep.Id), (row.Id, row.Purpose, row.Note, row.IsOpen, row.ActorId));
        Assert.Empty((await FindAsync(portal, portal.Clock.GetUtcNow())).Value);
        Assert.Single((await FindAsync(portal, before)).Value);
        await using var db = portal.NewDb();
        var entries = await db.Set<AuditEntry>().Where(e => e.SubjectKind == "suppression").OrderBy(e => e.Id).ToListAsync();
        Assert.Equal([SuppressionEvent.Added, SuppressionEvent.Lifted], entries.Select(e => e.Kind));
        var why = await db.Set<SideRow>().SingleAsync(s => s.Id == entries[1].ValuesId);
        Assert.Contains("She rang again.", why.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", why.Content, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_complaint_after_a_confirmed_opt_in_counts_whole_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var first = await AddAsync(portal, SuppressionScope.Marketing, SuppressionReason.Complaint);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { ConfirmedAt = portal.Clock.GetUtcNow() });
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(["commercial"], Assert.Single((await FindAsync(portal)).Value).LiftedFor);

        var second = await AddAsync(portal, SuppressionScope.Marketing, SuppressionReason.Complaint);

        Assert.True(second.Added);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Single((await FindAsync(portal, portal.Clock.GetUtcNow())).Value);
    }

    [Theory, OnEveryDatabase]
    public async Task A_contact_point_can_be_named_by_its_id_even_after_its_erasure(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await using var db = portal.NewDb();
        var point = await db.Set<ContactPoint>().SingleAsync();
        point.Erase(portal.Clock.GetUtcNow());
        await db.SaveChangesAsync();

        var added = await portal.Get<AddSuppression>().RunAsync(new(SuppressionTarget.Of(point.Id), SuppressionScope.Marketing, null, SuppressionReason.Erasure), Actors.Officer, default);

        Assert.True(added.Ok);
        Assert.Equal(ReasonCode.Suppressed, await portal.World.ReasonAsync("ann@example.com"));
        var refused = await LiftAsync(portal, SuppressionScope.Marketing, null, "A mistake.");
        Assert.Equal(Refusal.Conflict, refused.Problem!.Refusal);
        Assert.False(Assert.Single((await FindAsync(portal)).Value).MayBeLifted);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_the_field_and_the_mend()
    {
        await using var portal = await TestPortal.StartAsync();
        var add = portal.Get<AddSuppression>();
        AddSuppression.Command sound = new(Ann, SuppressionScope.Marketing, null, SuppressionReason.Manual);

        Assert.Equal(Refusal.Forbidden, (await add.RunAsync(sound, Actor.Subject, default)).Problem!.Refusal);
        Assert.Equal("purpose", (await add.RunAsync(sound with { Scope = SuppressionScope.Purpose }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal("purpose", (await add.RunAsync(sound with { Scope = SuppressionScope.Purpose, Purpose = "nonsense" }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal("purpose", (await add.RunAsync(sound with { Purpose = "commercial" }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal("address", (await add.RunAsync(sound with { Target = new(Channel.Email, "not an address") }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal("note", (await add.RunAsync(sound with { Note = new('x', AddSuppression.NoteMaxLength + 1) }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal(Refusal.NotFound, (await add.RunAsync(sound with { Target = SuppressionTarget.Of(new(42)) }, Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal("why", (await LiftAsync(portal, SuppressionScope.Marketing, null, "  ")).Problem!.Field);
        Assert.Equal(Refusal.NotFound, (await LiftAsync(portal, SuppressionScope.Marketing, null, "Because.")).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindSuppressions>().RunAsync(Ann, Actor.Subject, default)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_key_of_one_profile_lifts_nothing_that_other_brands_rely_on()
    {
        await using var portal = await TestPortal.StartAsync();
        await AddAsync(portal, SuppressionScope.Marketing, SuppressionReason.Complaint);
        await AddAsync(portal, SuppressionScope.Purpose, SuppressionReason.Manual, "commercial");
        var bound = Actors.Crm with { BoundToProfile = "default" };
        var lift = portal.Get<LiftSuppression>();

        Assert.Equal(Refusal.Forbidden, (await lift.RunAsync(new(Ann, SuppressionScope.Marketing, null, "Why not."), bound, default)).Problem!.Refusal);
        Assert.True((await lift.RunAsync(new(Ann, SuppressionScope.Purpose, "commercial", "She asked."), bound, default)).Ok);
    }

    [Fact]
    public async Task A_representative_of_own_contacts_does_not_reach_the_address_of_a_colleagues_contact()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        var own = Actors.Rep with { OwnContactsOnly = true };
        var find = portal.Get<FindSuppressions>();
        Assert.True((await find.RunAsync(Ann, own, default)).Ok);
        await using var db = portal.NewDb();
        var point = await db.Set<ContactPoint>().SingleAsync();
        Contact contact = new() { Id = portal.Get<IdSource>().Next<Contact>(), OwnerId = 999, CreatedAt = portal.Clock.GetUtcNow() };
        contact.Links.Add(new() { Id = portal.Get<IdSource>().Next<ContactPointLink>(), PointId = point.Id, ContactId = contact.Id, From = portal.Clock.GetUtcNow() });
        db.Add(contact);
        db.Announce(new SuppressionEvent("contact.added", contact.Id.ToString()), Actors.Admin);
        await db.SaveChangesAsync();

        Assert.Equal(Refusal.Forbidden, (await find.RunAsync(Ann, own, default)).Problem!.Refusal);
        Assert.True((await find.RunAsync(Ann, Actors.Rep, default)).Ok);
    }

    private static async Task<SuppressionResult> AddAsync(TestPortal portal, SuppressionScope scope, SuppressionReason reason, string? purpose = null, string? note = null)
        => (await portal.Get<AddSuppression>().RunAsync(new(Ann, scope, purpose, reason, note), Actors.Rep, default)).Value;

    private static Task<Outcome<IReadOnlyList<Id<Suppression>>>> LiftAsync(TestPortal portal, SuppressionScope scope, string? purpose, string why)
        => portal.Get<LiftSuppression>().RunAsync(new(Ann, scope, purpose, why), Actors.Officer, default);

    private static Task<Outcome<IReadOnlyList<FindSuppressions.Row>>> FindAsync(TestPortal portal, DateTimeOffset? at = null)
        => portal.Get<FindSuppressions>().RunAsync(Ann, Actors.Admin, default, at);
}
