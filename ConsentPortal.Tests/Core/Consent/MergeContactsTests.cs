using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed partial class MergeContactsTests
{
    private const string Ann = "ann@example.com", Work = "ann@work.example";

    [Theory, OnEveryDatabase]
    public async Task The_survivor_takes_addresses_filled_fields_and_the_stricter_limits(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (a, b) = await SceneAsync(portal);

        var done = await MergeAsync(portal, a, b, MergeField.JobTitle);

        Assert.Equal((1, a), (done.Addresses, done.ContactId));
        var view = await portal.World.ContactAsync(a);
        Assert.Equal([Ann, Work], view.Points.Select(p => p.Address).Order(StringComparer.Ordinal));
        Assert.Equal(("Ann", "Buyer", "de", ConsentLevel.Consent, true, ContactKind.Contact), (view.Fields.FirstName, view.Fields.JobTitle, view.Fields.Language, view.Fields.Level, view.Fields.DoNotBulk, view.Fields.Kind));
        var merged = await EditContactTests.AuditAsync(portal, "contact.merged");
        Assert.Contains(merged.Single().Item2.Changes, c => c is { Field: "consent level", Old: "marketing", New: "consent" });
        Assert.Single(await EditContactTests.AuditAsync(portal, LevelWriter.Kind));
        Assert.Single(await EditContactTests.AuditAsync(portal, "contact.merged_away"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_opt_out_of_either_wins_and_a_later_opt_in_of_the_person_lifts_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        var a = await portal.World.PersonAsync("crm-a", [Ann]);
        var b = await portal.World.PersonAsync("crm-b", [Ann]);
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { Contact = "crm-a" });
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedOut, with: s => s with { Contact = "crm-b" });
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(Ann, contact: "crm-a"));

        await MergeAsync(portal, a, b);

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Ann, contact: "crm-a"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Ann, contact: "crm-b"));
        Assert.All((await portal.World.EventsAsync()).TakeLast(2), e => Assert.Equal((SettleWriter.Merged, ActorKind.Staff), (e.Reason, e.ActorKind)));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with { Contact = "crm-b", ActorKind = ActorKind.Subject });
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync(Ann)); // said under the old id, and nobody who left stands against it
        Assert.True((await portal.Get<VerifyLedger>().RunAsync(Actor.System, CancellationToken.None)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Old_ids_go_on_answering_and_before_the_merge_they_answer_as_then(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (a, b) = await SceneAsync(portal);
        var before = portal.Clock.GetUtcNow();
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await MergeAsync(portal, a, b);

        Assert.Equal(ReasonCode.DoNotContact, await portal.World.ReasonAsync(Ann, contact: "crm-b")); // one person now
        Assert.Equal(ReasonCode.ContactMismatch, await portal.World.ReasonAsync(Ann, contact: "crm-b", at: before));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync(Ann, contact: "crm-a", at: before));
        Assert.Equal(a, (await portal.Get<FindMerges>().LeadsToAsync(b, Actors.Rep, CancellationToken.None)).Value);
        var stated = await portal.Get<UpsertContact>().RunAsync(new("crm-b") { Points = [new(Channel.Email, Work)], JobTitle = "Chief" }, Actors.Admin, CancellationToken.None);
        Assert.Equal((a, false), (stated.Value.Id, stated.Value.Created));
        Assert.Equal(2, (await portal.World.ContactAsync(a)).Points.Count); // what the old record does not name is not gone
    }

    [Theory, OnEveryDatabase]
    public async Task Taken_back_both_stand_as_they_were_but_for_what_was_said_since(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (a, b) = await SceneAsync(portal);
        var merge = await MergeAsync(portal, a, b);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var view = await portal.World.ContactAsync(a);
        await portal.Get<EditContact>().RunAsync(new(a, view.Version, view.Fields with { FirstName = "Anna", DoNotPhone = true }), Actors.Admin, CancellationToken.None);

        var preview = (await portal.Get<PreviewMerge>().RunAsync(merge.MergeId, Actors.Rep, CancellationToken.None)).Value;
        var done = await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people after all."), Actors.Rep, CancellationToken.None);

        Assert.Equal(["first name", "do not phone"], preview.Kept);
        Assert.Contains(preview.Flips, f => f is { Address: Ann, Allowed: true }); // back to what it was
        Assert.Equal((b, 1, 0), (done.Value.ContactId, done.Value.Addresses, done.Value.Lost));
        var (first, second) = (await portal.World.ContactAsync(a), await portal.World.ContactAsync(b));
        Assert.Equal(("Anna", ConsentLevel.Marketing, false, true), (first.Fields.FirstName, first.Fields.Level, first.Fields.DoNotBulk, first.Fields.DoNotPhone));
        Assert.Equal(("Buyer", ConsentLevel.Consent, true, true), (second.Fields.JobTitle, second.Fields.Level, second.Fields.DoNotBulk, second.Fields.DoNotPhone)); // limited later: limits both
        Assert.Equal((Ann, Work), (first.Points.Single().Address, second.Points.Single().Address));
        Assert.Equal(OpenMerge.Gone, (await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Again."), Actors.Rep, CancellationToken.None)).Problem);
        Assert.Single(await EditContactTests.AuditAsync(portal, "contact.unmerged"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_said_meanwhile_at_an_address_goes_with_the_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.ScopeAsync(OptOutScope.Contact);
        var a = await portal.World.PersonAsync("crm-a", [Ann]);
        var b = await portal.World.PersonAsync("crm-b", [Work]);
        var merge = await MergeAsync(portal, a, b);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.World.SaysAsync(Work, ConsentStatus.OptedOut, with: s => s with { Contact = "crm-a" });

        await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people."), Actors.Rep, CancellationToken.None);

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync(Work, contact: "crm-b"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync(Ann, contact: "crm-a"));
    }

    [Fact]
    public async Task Who_cannot_be_one_person_is_refused_with_the_reason()
    {
        await using var portal = await TestPortal.StartAsync();
        var mother = await portal.World.PersonAsync("mother", [Ann]);
        var child = await portal.World.PersonAsync("child", [Ann], f => f with { Child = true, GuardianId = mother });
        var contact = await portal.World.PersonAsync("contact", []);
        var lead = await portal.World.PersonAsync("lead", [], f => f with { Kind = ContactKind.Lead, BecameId = contact });

        async Task<Refusal> AskAsync(Id<Contact> one, Id<Contact> other, string reason = "One person.", Actor? by = null)
            => (await portal.Get<MergeContacts>().RunAsync(new(one, other, reason), by ?? Actors.Admin, CancellationToken.None)).Problem!.Refusal;

        Assert.Equal(Refusal.Conflict, await AskAsync(mother, child));
        Assert.Equal(Refusal.Conflict, await AskAsync(mother, lead));
        Assert.Equal(Refusal.Invalid, await AskAsync(mother, mother));
        Assert.Equal(Refusal.Invalid, await AskAsync(mother, contact, " "));
        Assert.Equal(Refusal.NotFound, await AskAsync(mother, contact, by: Actors.RepWithOwnContacts));
        Assert.Equal(Refusal.Forbidden, await AskAsync(mother, contact, by: Actors.Analyst));
        Assert.True((await portal.Get<MergeContacts>().RunAsync(new(contact, lead, "It became them."), Actors.Admin, CancellationToken.None)).Ok);
    }

    [Fact]
    public async Task Wards_and_leads_follow_and_come_back()
    {
        await using var portal = await TestPortal.StartAsync();
        var a = await portal.World.PersonAsync("a", [Ann]);
        var b = await portal.World.PersonAsync("b", [Work]);
        var ward = await portal.World.PersonAsync("ward", [], f => f with { Child = true, GuardianId = b });
        var lead = await portal.World.PersonAsync("lead", [], f => f with { Kind = ContactKind.Lead, BecameId = b });
        var third = await portal.World.PersonAsync("c", []);

        var first = await MergeAsync(portal, b, third);
        var second = await MergeAsync(portal, a, b);

        Assert.Equal((a, a), ((await portal.World.ContactAsync(ward)).Fields.GuardianId, (await portal.World.ContactAsync(lead)).Fields.BecameId));
        Assert.Equal(a, (await portal.Get<FindMerges>().LeadsToAsync(third, Actors.Admin, CancellationToken.None)).Value);
        Assert.Equal(Refusal.Conflict, (await portal.Get<UnmergeContacts>().RunAsync(new(first.MergeId, "x"), Actors.Admin, CancellationToken.None)).Problem!.Refusal);
        Assert.True((await portal.Get<UnmergeContacts>().RunAsync(new(second.MergeId, "x"), Actors.Admin, CancellationToken.None)).Ok);
        Assert.Equal((b, b), ((await portal.World.ContactAsync(ward)).Fields.GuardianId, (await portal.World.ContactAsync(lead)).Fields.BecameId));
        Assert.Equal(b, (await portal.Get<FindMerges>().LeadsToAsync(third, Actors.Admin, CancellationToken.None)).Value);
    }

    private static async Task<(Id<Contact> A, Id<Contact> B)> SceneAsync(TestPortal portal)
    {
        var a = await portal.World.PersonAsync("crm-a", [Ann], f => f with { FirstName = "Ann", Kind = ContactKind.Lead, JobTitle = "Sales", Level = ConsentLevel.Marketing });
        var b = await portal.World.PersonAsync("crm-b", [Work], f => f with { JobTitle = "Buyer", Language = "de", Level = ConsentLevel.Consent, DoNotBulk = true });
        return (a, b);
    }

    private static async Task<MergeContacts.View> MergeAsync(TestPortal portal, Id<Contact> survivor, Id<Contact> merged, params MergeField[] fromMerged)
    {
        var done = await portal.Get<MergeContacts>().RunAsync(new(survivor, merged, "One person.") { FromMerged = fromMerged.ToHashSet() }, Actors.Rep, CancellationToken.None);
        Assert.True(done.Ok, done.Problem?.Message);
        return done.Value;
    }
}
