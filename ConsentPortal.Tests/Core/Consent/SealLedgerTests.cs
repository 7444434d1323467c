using System.Security.Cryptography;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class SealLedgerTests
{
    [Theory, OnEveryDatabase]
    public async Task A_seal_lists_its_events_in_order_under_a_root_and_is_chained_to_the_seal_before(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SayAsync(portal, 0, 5);
        Assert.Equal(1, await SealAsync(portal));
        Assert.Equal(0, await SealAsync(portal));
        await SayAsync(portal, 5, 2);
        Assert.Equal(1, await SealAsync(portal));

        var seals = await SealsAsync(portal);
        var events = await portal.World.EventsAsync();

        Assert.Equal([(1, 1, 5, 5), (2, 6, 7, 2)], seals.Select(s => ((int)s.Number, (int)s.FirstSequence, (int)s.LastSequence, s.Count)));
        Assert.Equal(events.Take(5).Select(e => e.LeafHash), Enumerable.Range(0, 5).Select(i => seals[0].Entries[(i * 40 + 8)..(i * 40 + 40)]));
        Assert.Equal(Root([.. events.Take(5).Select(e => e.LeafHash)]), seals[0].Root);
        Assert.Equal(new byte[32], seals[0].PreviousHash);
        Assert.Equal(seals[0].Hash, seals[1].PreviousHash);
        Assert.NotEqual(seals[0].Hash, seals[1].Hash);
    }

    [Theory, OnEveryDatabase]
    public async Task Several_sealers_at_once_make_one_chain(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SayAsync(portal, 0, 30);
        var others = Enumerable.Range(0, 6).Select(_ => new SealLedger(portal.Get<LedgerReaders>(), portal.Get<WriteQueue>(), portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<SigningKeys>(), portal.Clock)).ToList();

        var made = await Task.WhenAll(others.Select(o => Task.Run(async () => (await o.RunAsync(new(), Actor.System, default)).Value)));

        var seal = Assert.Single(await SealsAsync(portal));
        Assert.Equal(30, seal.Count);
        Assert.Equal(1, made.Sum());
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actor.System, default)).Value.Fault);
        others.ForEach(o => o.Dispose());
    }

    [Theory, OnEveryDatabase]
    public async Task Only_when_due_waits_for_a_minute_and_seals_at_once_after_a_rest(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SayAsync(portal, 0, 1);
        Assert.Equal(1, await SealAsync(portal, new(OnlyWhenDue: true)));

        await SayAsync(portal, 1, 1);
        Assert.Equal(0, await SealAsync(portal, new(OnlyWhenDue: true)));
        portal.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(0, await SealAsync(portal, new(OnlyWhenDue: true)));
        Assert.Equal(1, await SealAsync(portal, new(OnlyWhenDue: true) { Early = TimeSpan.FromSeconds(10) }));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await SealAsync(portal, new(OnlyWhenDue: true)));
    }

    [Fact]
    public async Task A_seal_takes_ten_thousand_events_at_most()
    {
        await using var portal = await TestPortal.StartAsync();
        foreach (var run in Enumerable.Range(0, 22))
        {
            await SayAsync(portal, run * 1000, 1000);
        }

        Assert.Equal(2, await SealAsync(portal, new(OnlyWhenDue: true))); // the rest of 2,000 is young
        Assert.Equal(1, await SealAsync(portal));

        Assert.Equal([10_000, 10_000, 2_000], (await SealsAsync(portal)).Select(s => s.Count));
        var view = (await portal.Get<VerifyLedger>().RunAsync(Actor.System, default)).Value;
        Assert.Null(view.Fault);
        Assert.Equal((22_000, 22_000, 3), (view.Counts.Events, view.Counts.Records, view.Counts.Seals));
    }

    [Fact]
    public void The_root_is_that_of_RFC_9162()
    {
        for (var count = 1; count <= 70; count++)
        {
            var leaves = Enumerable.Range(0, count).Select(i => SHA256.HashData([0x00, (byte)i])).ToList();

            Assert.Equal(Root(leaves), MerkleTree.Root([.. leaves.SelectMany(l => l)]));
        }
    }

    // RFC 9162 §2.1.1 as it is written: split at the largest power of two below n
    private static byte[] Root(List<byte[]> leaves)
    {
        if (leaves.Count == 1)
        {
            return leaves[0];
        }

        var k = 1;
        while (k * 2 < leaves.Count)
        {
            k *= 2;
        }

        return SHA256.HashData([0x01, .. Root(leaves[..k]), .. Root(leaves[k..])]);
    }

    private static async Task SayAsync(TestPortal portal, int first, int count)
    {
        var items = Enumerable.Range(first, count).Select(i => new ConsentStatement { Channel = Channel.Email, Address = $"p{i}@example.com", Profile = "default", Purpose = "commercial", Status = ConsentStatus.OptedIn });
        Assert.True((await portal.Get<RecordConsent>().RunAsync(new([.. items]), Actors.Crm, default)).Ok);
    }

    private static async Task<int> SealAsync(TestPortal portal, SealLedger.Command? command = null) => (await portal.Get<SealLedger>().RunAsync(command ?? new(), Actor.System, default)).Value;

    private static async Task<List<LedgerSeal>> SealsAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return await db.Set<LedgerSeal>().AsNoTracking().OrderBy(s => s.Number).ToListAsync();
    }
}
