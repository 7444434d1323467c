using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>Where events go: who may say so, and what is kept of it.</summary>
public sealed class WebhooksTests
{
    private const string Url = "https://hooks.example.com/in";
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_webhook_is_added_changed_put_off_woken_and_removed_and_all_of_it_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var owner = await OwnerAsync(portal, "CRM", "events:read");
        var added = (await portal.Get<AddWebhook>().RunAsync(new(owner, Url, OutgoingKinds.All) { Description = "Live" }, Actors.Admin, Ct)).Value;

        Assert.StartsWith("whsec_", added.Secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(added.Secret["whsec_".Length..]).Length);
        Assert.True((await portal.Get<EditWebhook>().RunAsync(new(added.Id) { Url = Url + "?v=2", Kinds = [OutgoingKinds.ConsentChanged] }, Actors.Admin, Ct)).Ok);
        Assert.True((await portal.Get<SwitchWebhook>().RunAsync(new(added.Id, On: false), Actors.Admin, Ct)).Ok);
        var off = (await portal.Get<FindWebhooks>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows.Single();
        Assert.Equal((WebhookState.Off, WebhookReason.ByHand, Url + "?v=2", "CRM"), (off.State, off.Reason, off.Url, off.Application));
        Assert.True((await portal.Get<SwitchWebhook>().RunAsync(new(added.Id, On: true), Actors.Admin, Ct)).Ok);
        Assert.Equal(WebhookState.Active, (await portal.Get<ReadWebhook>().RunAsync(new(added.Id), Actors.Admin, Ct)).Value.Webhook.State);
        Assert.True((await portal.Get<RemoveWebhook>().RunAsync(new(added.Id), Actors.Admin, Ct)).Ok);

        Assert.Empty((await portal.Get<FindWebhooks>().RunAsync(new(), Actors.Admin, Ct)).Value.Rows);
        await using var db = portal.NewDb();
        var kept = await db.Set<Webhook>().SingleAsync();
        Assert.Empty(kept.Secret);
        Assert.Equal(["webhook.added", "webhook.edited", "webhook.removed", "webhook.switched_off", "webhook.woken"], await db.Set<ConsentPortal.Core.Audit.AuditEntry>().Where(a => a.SubjectKind == "webhook").Select(a => a.Kind).Order().ToListAsync());
    }

    [Fact]
    public async Task The_secret_lies_sealed_in_the_database_and_a_rotation_keeps_the_old_one_for_a_day()
    {
        await using var portal = await TestPortal.StartAsync();
        var added = (await portal.Get<AddWebhook>().RunAsync(new(await OwnerAsync(portal, "CRM"), Url, OutgoingKinds.All), Actors.Admin, Ct)).Value;
        var rotated = (await portal.Get<RotateWebhookSecret>().RunAsync(new(added.Id), Actors.Admin, Ct)).Value;

        Assert.NotEqual(added.Secret, rotated.Secret);
        Assert.InRange(rotated.OldUntil!.Value - portal.Clock.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        await using (var db = portal.NewDb())
        {
            var kept = await db.Set<Webhook>().SingleAsync();
            Assert.DoesNotContain(added.Secret["whsec_".Length..], Convert.ToBase64String(kept.OldSecret!), StringComparison.Ordinal);
            Assert.Equal([rotated.Secret, added.Secret], portal.Get<WebhookSecrets>().Of(kept, portal.Clock.GetUtcNow()).Select(s => "whsec_" + Convert.ToBase64String(s)));
            Assert.Single(portal.Get<WebhookSecrets>().Of(kept, portal.Clock.GetUtcNow().AddHours(25)));
        }

        Assert.True((await portal.Get<RotateWebhookSecret>().RunAsync(new(added.Id, EndOld: true), Actors.Admin, Ct)).Ok);
        Assert.Null((await portal.Get<ReadWebhook>().RunAsync(new(added.Id), Actors.Admin, Ct)).Value.OldSecretUntil);
    }

    [Fact]
    public async Task A_program_acts_for_its_own_application_and_a_bound_key_for_its_profile()
    {
        await using var portal = await TestPortal.StartAsync();
        var (mine, other) = (await OwnerAsync(portal, "CRM"), await OwnerAsync(portal, "Shop"));
        Actor program = new(ActorKind.Application, mine.ToString(), "CRM", Permission.ManageWebhooks | Permission.ReadEvents | Permission.ReadCompliance);
        var bound = program with { BoundToProfile = "default" };
        var foreign = (await portal.Get<AddWebhook>().RunAsync(new(other, Url, OutgoingKinds.All), Actors.Admin, Ct)).Value.Id;
        var own = (await portal.Get<AddWebhook>().RunAsync(new(other, Url, OutgoingKinds.All), program, Ct)).Value.Id;
        var narrow = (await portal.Get<AddWebhook>().RunAsync(new(default, Url, OutgoingKinds.All), bound, Ct)).Value.Id;

        Assert.Equal([own, narrow], (await portal.Get<FindWebhooks>().RunAsync(new(), program, Ct)).Value.Rows.Select(r => r.Id));
        Assert.Equal([narrow], (await portal.Get<FindWebhooks>().RunAsync(new(), bound, Ct)).Value.Rows.Select(r => r.Id));
        Assert.Equal(Refusal.NotFound, (await portal.Get<RemoveWebhook>().RunAsync(new(foreign), program, Ct)).Problem!.Refusal);
        Assert.Equal("profile", (await portal.Get<EditWebhook>().RunAsync(new(narrow) { Profile = "" }, bound, Ct)).Problem!.Field);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindWebhooks>().RunAsync(new(), Actors.Analyst, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task Addresses_leave_only_for_an_application_that_may_read_contacts()
    {
        await using var portal = await TestPortal.StartAsync();
        var without = await portal.Get<AddWebhook>().RunAsync(new(await OwnerAsync(portal, "CRM", "events:read"), Url, OutgoingKinds.All) { Addresses = true }, Actors.Admin, Ct);
        var with = await portal.Get<AddWebhook>().RunAsync(new(await OwnerAsync(portal, "Shop", "contacts:read"), Url, OutgoingKinds.All) { Addresses = true }, Actors.Admin, Ct);

        Assert.Equal("addresses", without.Problem!.Field);
        Assert.True(with.Ok);
    }

    [Fact]
    public async Task A_program_subscribes_only_to_what_its_key_may_read()
    {
        await using var portal = await TestPortal.StartAsync();
        var owner = await OwnerAsync(portal, "CRM");
        Actor program = new(ActorKind.Application, owner.ToString(), "CRM", Permission.ManageWebhooks), reader = program with { Permissions = Permission.ManageWebhooks | Permission.ReadEvents };
        var add = portal.Get<AddWebhook>();

        Assert.Equal("kinds", (await add.RunAsync(new(owner, Url, [OutgoingKinds.ConsentChanged]), program, Ct)).Problem!.Field);
        Assert.Equal("kinds", (await add.RunAsync(new(owner, Url, [OutgoingKinds.ProfilePublished]), reader, Ct)).Problem!.Field);
        var mine = (await add.RunAsync(new(owner, Url, [OutgoingKinds.ConsentChanged]), reader, Ct)).Value.Id;
        Assert.Equal("kinds", (await portal.Get<EditWebhook>().RunAsync(new(mine) { Url = Url + "/else" }, program, Ct)).Problem!.Field);
        Assert.Equal("kinds", (await portal.Get<BackfillWebhook>().RunAsync(new(mine), program, Ct)).Problem!.Field);
    }

    [Fact]
    public async Task The_trail_keeps_no_token_of_an_address()
    {
        await using var portal = await TestPortal.StartAsync();
        var added = (await portal.Get<AddWebhook>().RunAsync(new(await OwnerAsync(portal, "CRM"), Url + "?token=one", OutgoingKinds.All), Actors.Admin, Ct)).Value;
        Assert.True((await portal.Get<EditWebhook>().RunAsync(new(added.Id) { Url = Url + "?token=two" }, Actors.Admin, Ct)).Ok);

        var kept = await WrittenAsync(portal);
        Assert.Contains("(changed)", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("token", kept, StringComparison.Ordinal);
    }

    private static async Task<string> WrittenAsync(TestPortal portal)
        => string.Join('\n', (await portal.AuditAsync()).Where(a => a.Entry.SubjectKind == "webhook").SelectMany(a => a.Values.Changes).Select(c => $"{c.Field} {c.Old} {c.New}"));

    private static async Task<Id<Application>> OwnerAsync(TestPortal portal, string name, params string[] scopes)
    {
        await portal.Get<IssueApiKey>().RunAsync(new(name, null, null, scopes.Length == 0 ? ["events:read"] : scopes), Actors.Admin, Ct);
        await using var db = portal.NewDb();
        return await db.Set<Application>().Where(a => a.Name == name).Select(a => a.Id).SingleAsync();
    }
}
