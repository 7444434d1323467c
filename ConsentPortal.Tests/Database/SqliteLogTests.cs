using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Database;

public sealed class SqliteLogTests
{
    [Fact]
    public async Task The_database_keeps_a_write_ahead_log()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var db = portal.NewDb();

        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync())[0]);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_who_asks_ever_meets_a_locked_database_while_others_write(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        using CancellationTokenSource enough = new(TimeSpan.FromSeconds(2));
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await portal.World.SaysAsync($"w{w}.{i}@example.com", ConsentStatus.OptedOut);
            }

            return 0;
        })).ToList();

        var asked = 0;
        while (!enough.IsCancellationRequested)
        {
            Assert.NotEqual(ReasonCode.InvalidAddress, await portal.World.ReasonAsync("w0.0@example.com"));
            asked++;
        }

        await Task.WhenAll(writers);
        Assert.True(asked > 20, $"asked {asked} times");
    }
}
