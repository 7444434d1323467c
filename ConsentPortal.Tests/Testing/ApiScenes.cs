using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Testing;

/// <summary>Scenes of the API's tests whose own calls are not what is tested.</summary>
public static class ApiScenes
{
    /// <summary>Changes the rulebook as an administrator would.</summary>
    public static async Task RuleAsync(this WebPortal portal, Func<PortalDb, RulebookMaker, Task> change)
    {
        await using var db = portal.NewDb();
        await change(db, new(portal.Get<IdSource>(), portal.Get<TimeProvider>().Now()));
        db.Announce(new RulebookEvent("rulebook.changed", "0"), Actors.Admin);
        await db.SaveChangesAsync();
    }

    /// <summary>A second profile, <c>other</c>, with a purpose of its own, <c>other-news</c>.</summary>
    public static Task OtherProfileAsync(this WebPortal portal) => portal.RuleAsync((db, make) =>
    {
        var profile = make.Profile(90, "other", "Other", doubleOptIn: false);
        var purpose = make.Purpose(90, "other-news", PurposeType.Commercial, new("News"), new("News of the other brand."));
        make.Use(profile, purpose, RegimePresets.Find("can-spam")!);
        db.AddRange(profile, purpose);
        return Task.CompletedTask;
    });

    /// <summary>A contact with this external id and state who uses the address; the address is stored by a link.</summary>
    public static async Task<Id<ContactPoint>> ContactAsync(this WebPortal portal, ApiClient crm, string address, string externalId, Func<ContactState, ContactState>? with = null)
    {
        var point = await portal.PointAsync(crm, address);
        var (ids, now) = (portal.Get<IdSource>(), portal.Get<TimeProvider>().Now());
        Id<Contact> id = ids.Next<Contact>();
        ContactState state = new() { Id = ids.Next<ContactState>(), ContactId = id, From = now };
        await using var db = portal.NewDb();
        db.Add(new Contact { Id = id, ExternalId = externalId, LastName = externalId, CreatedAt = now, ChangedAt = now, States = { with?.Invoke(state) ?? state }, Links = { new() { Id = ids.Next<ContactPointLink>(), ContactId = id, PointId = point, From = now } } });
        db.Announce(new Happened(id), Actors.Admin);
        await db.SaveChangesAsync();
        return point;
    }

    /// <summary>Stores the address without saying anything about it.</summary>
    public static async Task<Id<ContactPoint>> PointAsync(this WebPortal portal, ApiClient crm, string address)
    {
        Assert.Equal(System.Net.HttpStatusCode.OK, (await crm.PostAsync("links", new { profile = "default", purpose = "commercial", channel = "email", addresses = new[] { address } })).Status);
        await using var db = portal.NewDb();
        return await db.Set<ContactPoint>().Where(p => p.Canonical == address).Select(p => p.Id).SingleAsync();
    }

    private sealed record Happened(Id<Contact> Id) : PortalEvent("contact.added", "contact", Id.ToString());
}
