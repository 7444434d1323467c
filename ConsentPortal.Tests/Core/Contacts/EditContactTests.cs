using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class EditContactTests
{
    [Theory, OnEveryDatabase]
    public async Task A_changed_flag_holds_from_now_on_and_as_of_then_the_old_one_still_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        var before = portal.Clock.GetUtcNow();

        await EditAsync(portal, ann, f => f with { DoNotMail = true });

        Assert.Equal(ReasonCode.DoNotContact, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com", at: before));
        await using var db = portal.NewDb();
        Assert.Equal([false, true], await db.Set<ContactState>().Where(s => s.ContactId == ann).OrderBy(s => s.From).Select(s => s.DoNotMail).ToListAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Old_and_new_values_are_in_the_audit_trail_by_name_and_an_unchanged_form_says_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var acme = await portal.World.AccountAsync("Acme");
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");

        await EditAsync(portal, ann, f => f with { LastName = "Other", AccountId = acme });
        await EditAsync(portal, ann, f => f);

        var (entry, values) = Assert.Single(await AuditAsync(portal, "contact.edited"));
        Assert.Equal((ActorKind.Staff, "1", ann.ToString()), (entry.ActorKind, entry.ActorId, entry.SubjectId));
        Assert.Equal([new("last name", "Example", "Other"), new Change("account", null, "Acme")], values.Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task The_second_of_two_editors_is_told_and_nothing_is_overwritten(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        var opened = await portal.World.ContactAsync(ann);
        await EditAsync(portal, ann, f => f with { JobTitle = "CEO" });

        var late = await portal.Get<EditContact>().RunAsync(new(ann, opened.Version, opened.Fields with { JobTitle = "CTO" }), Actors.Rep, default);

        Assert.Equal(Refusal.Conflict, late.Problem!.Refusal);
        Assert.Equal("CEO", (await portal.World.ContactAsync(ann)).Fields.JobTitle);
    }

    [Theory, OnEveryDatabase]
    public async Task What_must_not_be_is_refused_with_its_field(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.PersonAsync("Other Person", with: f => f with { ExternalId = "x1" });
        var lead = await portal.World.PersonAsync("Lena Lead", with: f => f with { Kind = ContactKind.Lead });
        var kid = await portal.World.PersonAsync("Kid Small", with: f => f with { Kind = ContactKind.Contact, Child = true });
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com", f => f with { Kind = ContactKind.Lead });

        async Task Refused(string field, Func<ContactFields, ContactFields> with)
        {
            var now = await portal.World.ContactAsync(ann);
            var outcome = await portal.Get<EditContact>().RunAsync(new(ann, now.Version, with(now.Fields)), Actors.Admin, default);
            Assert.Equal([field], outcome.Problems.Select(p => p.Field));
        }

        await Refused("level", f => f with { Child = true, Level = ConsentLevel.Profiling });
        await Refused("guardian", f => f with { Child = true, GuardianId = ann });
        await Refused("guardian", f => f with { Child = true, GuardianId = kid });
        await Refused("guardian", f => f with { Child = true, GuardianId = new(12345) });
        await Refused("became", f => f with { BecameId = lead });
        await Refused("became", f => f with { BecameId = ann });
        await Refused("externalId", f => f with { ExternalId = " x1 " });
        await Refused("account", f => f with { AccountId = new(7) });
        await Refused("language", f => f with { Language = "klingon please" });
        await Refused("firstName", f => f with { FirstName = new('x', 101) });
        Assert.Equal(Refusal.Forbidden, (await portal.Get<EditContact>().RunAsync(new(ann, 0, new()), Actors.Analyst, default)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_is_ruled_by_the_contact_it_became(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var contact = await portal.World.PersonAsync("Ann Contact", "work@example.com", f => f with { Kind = ContactKind.Contact, DoNotMail = true });
        var lead = await portal.World.PersonAsync("Ann Lead", "private@example.com", f => f with { Kind = ContactKind.Lead });
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("private@example.com"));

        await EditAsync(portal, lead, f => f with { BecameId = contact });

        Assert.Equal(ReasonCode.DoNotContact, await portal.World.ReasonAsync("private@example.com"));
        Assert.Equal("Ann Lead", (await portal.World.ContactAsync(contact)).CameFrom.Single().Name);
        var view = await portal.World.ContactAsync(contact);
        var outcome = await portal.Get<EditContact>().RunAsync(new(contact, view.Version, view.Fields with { Kind = ContactKind.Lead }), Actors.Admin, default);
        Assert.Equal("kind", outcome.Problem!.Field);
    }

    internal static async Task EditAsync(TestPortal portal, Id<Contact> id, Func<ContactFields, ContactFields> with)
    {
        var now = await portal.World.ContactAsync(id);
        var outcome = await portal.Get<EditContact>().RunAsync(new(id, now.Version, with(now.Fields)), Actors.Admin, CancellationToken.None);
        Assert.True(outcome.Ok, outcome.Problem?.Message);
    }

    internal static async Task<List<(AuditEntry Entry, AuditValues Values)>> AuditAsync(TestPortal portal, string kind)
    {
        await using var db = portal.NewDb();
        var entries = await db.Set<AuditEntry>().Where(a => a.Kind == kind).OrderBy(a => a.Id).ToListAsync();
        var sides = await db.Set<SideRow>().Where(s => entries.Select(e => e.ValuesId).Contains(s.Id)).ToDictionaryAsync(s => s.Id);
        return entries.ConvertAll(e => (e, JsonSerializer.Deserialize<AuditValues>(sides[e.ValuesId].Content!)!));
    }
}
