using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Consent;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Cli;

public sealed class LedgerVerbTests
{
    [Theory, OnEveryDatabase]
    public async Task A_ledger_that_holds_is_told_in_one_line_and_one_that_does_not_fails_with_one(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);

        var healthy = await CommandProcess.RunAsync(portal, "ledger", "verify");
        Assert.True(healthy.Exit == 0, healthy.Error);
        Assert.StartsWith("The ledger holds: 9 events, 3 seals, 7 records,", healthy.Output, StringComparison.Ordinal);

        var victim = (await portal.World.EventsAsync())[3];
        await using var somebody = await Tampering.WithAsync(portal, "consent_events");
        await somebody.RunAsync("DELETE FROM consent_events WHERE id = @p0", victim.Id.Value);

        var broken = await CommandProcess.RunAsync(portal, "ledger", "verify");
        Assert.Equal((1, ""), (broken.Exit, broken.Output));
        Assert.Contains("Event number 4 is missing", Assert.Single(broken.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_head_is_looked_for_in_the_chain()
    {
        await using var portal = await LedgerScene.StartAsync(DatabaseProvider.Sqlite);
        await using var db = portal.NewDb();
        var head = PublishedHead.Of(await db.Set<LedgerSeal>().SingleAsync(s => s.Number == 2));
        var file = Path.Combine(portal.Folder, "head.json");
        await File.WriteAllTextAsync(file, head.ToLine() + "\n");

        var (exit, output, error) = await CommandProcess.RunAsync(portal, "ledger", "verify", "--head", file);
        Assert.True(exit == 0, error);
        Assert.Contains("Published heads still in the chain: 1.", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, (head with { Number = 3 }).ToLine());
        (exit, _, error) = await CommandProcess.RunAsync(portal, "ledger", "verify", "--head", file);
        Assert.Equal((1, "The head that was published of seal 3 does not hold: that seal is another one now: history was rewritten."), (exit, error.Trim()));
        (exit, _, error) = await CommandProcess.RunAsync(portal, "ledger", "verify", "--head", file + ".gone");
        Assert.Equal(1, exit);
        Assert.Contains("cannot be read", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_word_is_told_what_to_say()
    {
        await using var portal = await TestPortal.StartAsync();

        var (exit, _, error) = await CommandProcess.RunAsync(portal, "ledger", "verifi");

        Assert.Equal((1, "Say: ledger verify [--head FILE]"), (exit, error.Trim()));
    }
}
