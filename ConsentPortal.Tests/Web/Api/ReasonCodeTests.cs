using System.Collections.Concurrent;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Api;

public sealed class ReasonCodeTests
{
    [Theory, OnEveryDatabase]
    public async Task Every_documented_reason_comes_through_the_API(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        ConcurrentBag<string> seen = [];
        async Task ExpectAsync(string reason, string address, object? with = null)
        {
            Assert.Equal(reason, await crm.ReasonAsync(address, with));
            seen.Add(reason);
        }

        await SetSceneAsync(portal, crm);

        await ExpectAsync("allowed_opted_in", "yes@example.com");
        await ExpectAsync("allowed_not_opted_out", "new@example.com");
        await ExpectAsync("allowed_not_enforced", "new@example.com", new { purpose = "transactional" });
        await ExpectAsync("invalid_address", "nobody");
        await ExpectAsync("suppressed", "bounced@example.com");
        await ExpectAsync("restricted", "restricted@example.com");
        await ExpectAsync("purpose_unknown", "new@example.com", new { purpose = "nope" });
        await ExpectAsync("purpose_inactive", "new@example.com", new { topic = "product-updates" });
        await ExpectAsync("contact_mismatch", "new@example.com", new { items = new[] { new { address = "new@example.com", contact = "nobody" } } });
        await ExpectAsync("child", "child@example.com");
        await ExpectAsync("level_too_low", "new@example.com", new { minimumLevel = 3 });
        await ExpectAsync("do_not_contact", "bulk@example.com");
        await ExpectAsync("paused", "pause@example.com");
        await ExpectAsync("purpose_opted_out", "no@example.com");
        await ExpectAsync("topic_opted_out", "no-newsletter@example.com", new { topic = "newsletter" });
        await ExpectAsync("purpose_not_opted_in", "+4930123456", new { channel = "sms" });
        await ExpectAsync("topic_not_opted_in", "+4930123456", new { channel = "sms", topic = "newsletter" });
        await ExpectAsync("do_not_track", "untracked@example.com", new { purpose = "tracking" });

        Assert.Equal(Enum.GetValues<ReasonCode>().Select(r => r.Code()).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private static async Task SetSceneAsync(WebPortal portal, ApiClient crm)
    {
        await crm.SaysAsync("yes@example.com", "optedIn");
        await crm.SaysAsync("no@example.com", "optedOut");
        await crm.SaysAsync("no-newsletter@example.com", "optedOut", new { topic = "newsletter" });
        await crm.SaysAsync("pause@example.com", null, new { pausedUntil = "2099-01-01T00:00:00Z" });
        await crm.SaysAsync("untracked@example.com", "optedIn", new { purpose = "tracking" });
        await crm.PostAsync("suppressions", new { channel = "email", address = "bounced@example.com", scope = "address", reason = "hardBounce" });
        await portal.ContactAsync(crm, "child@example.com", "child", s => State(s, child: true));
        await portal.ContactAsync(crm, "bulk@example.com", "bulk", s => State(s, bulk: true));
        await portal.ContactAsync(crm, "untracked@example.com", "untracked", s => State(s, track: true));
        var restricted = await portal.PointAsync(crm, "restricted@example.com");
        await portal.RuleAsync(async (db, make) =>
        {
            db.Add(new Restriction { Id = portal.Get<IdSource>().Next<Restriction>(), PointId = restricted, Reason = "asked for", From = portal.Get<TimeProvider>().Now() });
            var profile = await db.Set<ComplianceProfile>().Include(p => p.Enforcements).SingleAsync(p => p.Code == "default");
            var transactional = await db.Set<Purpose>().SingleAsync(p => p.Code == "transactional");
            profile.Enforcements.Single(e => e.IsOpen && e.PurposeId == transactional.Id && e.Channel == Channel.Email).Close(portal.Get<TimeProvider>().Now());
            make.Enforce(profile, transactional, Channel.Email, EnforcementModel.Disabled);
            var topic = await db.Set<Topic>().Include(t => t.States).SingleAsync(t => t.Code == "product-updates");
            topic.State.Close(portal.Get<TimeProvider>().Now());
            topic.States.Add(new() { Id = portal.Get<IdSource>().Next<TopicState>(), TopicId = topic.Id, From = portal.Get<TimeProvider>().Now(), Active = false });
        });
    }

    private static ContactState State(ContactState s, bool child = false, bool bulk = false, bool track = false)
        => new() { Id = s.Id, ContactId = s.ContactId, From = s.From, Child = child, DoNotBulk = bulk, DoNotTrack = track };
}
