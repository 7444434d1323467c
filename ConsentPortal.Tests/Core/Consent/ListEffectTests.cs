using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>The list behind a preview.</summary>
public sealed class ListEffectTests
{
    [Theory, OnEveryDatabase]
    public async Task It_names_every_address_and_both_reasons_and_is_written_down(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.LinkAsync("ann@example.com");
        await portal.World.LinkAsync("+4915123456789", Channel.Sms);
        await portal.World.SaysAsync("no@example.com", ConsentStatus.OptedOut);

        var outcome = await portal.Get<ListEffect>().RunAsync(new(await StricterAsync(portal)), Actors.Admin, CancellationToken.None);
        List<ListEffect.Line> lines = [];
        await foreach (var line in outcome.Value.Lines)
        {
            lines.Add(line);
        }

        Assert.Equal([null, "newsletter", "product-updates"], lines.Select(l => l.Topic));
        Assert.All(lines, l => Assert.Equal(("ann@example.com", Channel.Email, "default", "commercial"), (l.Address, l.Channel, l.Profile, l.Purpose)));
        Assert.Equal((ReasonCode.AllowedNotOptedOut, ReasonCode.PurposeNotOptedIn), (lines[0].Before, lines[0].After));
        await using var db = portal.NewDb();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(e => e.Kind == EffectListed.EventKind));
        Assert.Equal(ReasonCode.AllowedNotOptedOut, await portal.World.ReasonAsync("ann@example.com")); // nothing was saved
    }

    [Fact]
    public async Task Who_may_not_edit_the_rulebook_or_take_addresses_out_gets_neither_count_nor_list()
    {
        await using var portal = await TestPortal.StartAsync();
        var change = await StricterAsync(portal);

        Assert.Equal(Refusal.Forbidden, (await portal.Get<ListEffect>().RunAsync(new(change), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<PreviewEffect>().RunAsync(new(change), Actors.Rep, null, CancellationToken.None)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_count_tells_how_far_it_is_and_can_be_stopped()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.LinkAsync("ann@example.com");
        using CancellationTokenSource stop = new();
        Told told = new(stop);

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await portal.Get<PreviewEffect>().RunAsync(new(await StricterAsync(portal)), Actors.Admin, told, stop.Token));

        Assert.Equal(new(1, 1), told.Last);
    }

    private sealed class Told(CancellationTokenSource stop) : IProgress<EffectProgress>
    {
        public EffectProgress? Last { get; private set; }

        public void Report(EffectProgress value)
        {
            Last = value;
            stop.Cancel();
        }
    }

    private static async Task<RulebookChange> StricterAsync(TestPortal portal)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var profile = rules.Profile("default")!;
        return SetEnforcement.Change(new(profile.Id, profile.Version, [new(rules.Purpose("commercial")!.Id, Channel.Email, EnforcementModel.Restrictive)]));
    }
}
