using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class VerifyLedgerTests
{
    [Theory, OnEveryDatabase]
    public async Task A_healthy_ledger_holds_and_says_how_much_was_checked(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);

        var view = await LedgerScene.VerifyAsync(portal);

        Assert.Null(view.Fault);
        Assert.Equal((9, 9, 3, 7), (view.Counts.Events, view.Counts.Total, view.Counts.Seals, view.Counts.Records));
        Assert.True(view.Counts.SideRows >= 6 + view.Counts.AuditEntries && view.Counts.AuditEntries >= 2);
    }

    [Theory, OnEveryDatabase]
    public async Task An_empty_ledger_holds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal(0, (await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default)).Value);
        Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task It_holds_at_every_moment_while_the_portal_writes(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        using CancellationTokenSource enough = new();
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await portal.World.SaysAsync($"w{w}.{i % 20}@example.com", i % 2 == 0 ? ConsentStatus.OptedOut : ConsentStatus.OptedIn, by: Actors.CrmThatReopts);
                if (i % 10 == 0)
                {
                    await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
                }
            }
        })).ToList();

        for (var i = 0; i < 15; i++)
        {
            Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
    }

    [Fact]
    public async Task Who_may_not_read_the_audit_may_not_verify()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<VerifyLedger>().RunAsync(Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SealLedger>().RunAsync(new(), Actors.Crm, default)).Problem!.Refusal);
    }
}
