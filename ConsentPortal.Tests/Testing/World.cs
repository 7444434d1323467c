using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Testing;

/// <summary>Sets the scene through the portal's own verbs, in words a test can be read by.</summary>
public sealed class World(TestPortal portal)
{
    public T Get<T>() where T : notnull => portal.Get<T>();

    public async Task<RecordResult> SaysAsync(string address, ConsentStatus? status, string purpose = "commercial", string? topic = null, Actor? by = null, Func<ConsentStatement, ConsentStatement>? with = null)
    {
        ConsentStatement item = new() { Channel = ContactPointKey.Guess(address), Address = address, Profile = "default", Purpose = purpose, Topic = topic, Status = status };
        var outcome = await portal.Get<RecordConsent>().RunAsync(new([with?.Invoke(item) ?? item]), by ?? Actors.Crm, CancellationToken.None);
        return outcome.Value[0];
    }

    public async Task<Decided> AskAsync(string address, string purpose = "commercial", string? topic = null, Channel? channel = null, string profile = "default",
        string? contact = null, ConsentLevel? minimum = null, DateTimeOffset? at = null)
    {
        var outcome = await portal.Get<CheckConsent>().RunAsync(new(new(profile, purpose, topic, channel, minimum, at), [new(address, contact)], Explain: true), Actors.Crm, CancellationToken.None);
        return outcome.Value.Items[0];
    }

    public async Task<ReasonCode> ReasonAsync(string address, string purpose = "commercial", string? topic = null, Channel? channel = null, string? contact = null, DateTimeOffset? at = null)
        => (await AskAsync(address, purpose, topic, channel, contact: contact, at: at)).Decision.Message.Reason;

    public async Task<List<ConsentEvent>> EventsAsync()
    {
        await using var db = portal.NewDb();
        return await db.Set<ConsentEvent>().AsNoTracking().OrderBy(e => e.Sequence).ToListAsync();
    }

    public async Task<ConsentRecord> RecordAsync(string address, string purpose = "commercial", string? topic = null)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var asked = rules.Purpose(purpose)!;
        var sub = topic is null ? default : asked.Topics.Single(t => t.Code == topic).Id;
        var hash = Hash(address).ToBytes();
        await using var db = portal.NewDb();
        var point = await db.Set<ContactPoint>().SingleAsync(p => p.KeyHash == hash && p.ErasedAt == null);
        return await db.Set<ConsentRecord>().AsNoTracking().SingleAsync(r => r.PointId == point.Id && r.PurposeId == asked.Id && r.TopicId == sub && r.ContactId == Id<Contact>.None);
    }

    public AddressHash Hash(string address, Channel? channel = null)
        => ContactPointKey.TryParse(channel ?? ContactPointKey.Guess(address), address, out var key) ? portal.Get<AddressHasher>().Of(key) : throw new ArgumentException("Not canonical.", nameof(address));

    /// <summary>Changes the rulebook as an administrator's verb would, for scenes whose verb is not what the test is about.</summary>
    public async Task RuleAsync(Func<PortalDb, RulebookMaker, Task> change)
    {
        await using var db = portal.NewDb();
        await change(db, new(portal.Get<IdSource>(), portal.Clock.Now()));
        db.Announce(new RulebookEvent("rulebook.changed", "0"), Actors.Admin);
        await db.SaveChangesAsync();
    }

    public Task ModelAsync(EnforcementModel model, string purpose = "commercial", Channel channel = Channel.Email) => RuleAsync(async (db, make) =>
    {
        var profile = await db.Set<ComplianceProfile>().Include(p => p.Enforcements).SingleAsync(p => p.Code == "default");
        var asked = await db.Set<Purpose>().SingleAsync(p => p.Code == purpose);
        profile.Enforcements.Single(e => e.IsOpen && e.PurposeId == asked.Id && e.Channel == channel).Close(portal.Clock.Now());
        make.Enforce(profile, asked, channel, model);
    });

    /// <summary>On what an opt-out of this purpose hangs from now on.</summary>
    public Task ScopeAsync(OptOutScope scope, string purpose = "commercial") => RuleAsync(async (db, _) =>
    {
        var asked = await db.Set<Purpose>().Include(p => p.States).SingleAsync(p => p.Code == purpose);
        asked.State.Close(portal.Clock.Now());
        asked.States.Add(new() { Id = portal.Get<IdSource>().Next<PurposeState>(), PurposeId = asked.Id, From = portal.Clock.Now(), OptOutScope = scope });
        db.Entry(asked.States[^1]).State = EntityState.Added; // its key is set, so EF would take it for a stored one
    });

    /// <summary>A person who uses these addresses.</summary>
    public async Task<Id<Contact>> PersonAsync(string externalId, string[] addresses, Func<ContactFields, ContactFields>? with = null)
    {
        ContactFields fields = new() { Kind = ContactKind.Contact, LastName = externalId, ExternalId = externalId };
        var added = await portal.Get<AddContact>().RunAsync(new(with?.Invoke(fields) ?? fields, [.. addresses.Select(a => new PointEntry(ContactPointKey.Guess(a), a))]), Actors.Admin, CancellationToken.None);
        return added.Value;
    }

    /// <summary>Takes an address away from a person.</summary>
    public async Task LeavesAsync(Id<Contact> person, string address)
    {
        var hash = Hash(address).ToBytes();
        await using var db = portal.NewDb();
        var point = await db.Set<ContactPoint>().SingleAsync(p => p.KeyHash == hash && p.ErasedAt == null);
        (await db.Set<ContactPointLink>().SingleAsync(l => l.PointId == point.Id && l.ContactId == person && l.Until == null)).Close(portal.Clock.Now());
        await db.SaveChangesAsync();
    }

    /// <summary>The preference link that a mail to this address carries.</summary>
    public async Task<PreferenceLink> LinkAsync(string address = "ann@example.com", Channel? channel = null)
    {
        var issued = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, channel ?? ContactPointKey.Guess(address), null, [address]), Actors.Crm, CancellationToken.None);
        Assert.True(portal.Get<PreferenceLinks>().TryRead(issued.Value.Tokens[0], out var link));
        return link;
    }
}
