using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>What keys ask for in vain is counted, within bounds, and is nothing personal.</summary>
public sealed class UnknownCodesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Id<ApiKey> Key = new(5);

    [Theory, OnEveryDatabase]
    public async Task Calls_are_added_up_by_day_and_code(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await NoteAsync(portal, "comercial", 3);
        await NoteAsync(portal, "comercial", 2);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await NoteAsync(portal, "comercial", 1);
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);

        var both = await FindAsync(portal, today.AddDays(-1), today);
        var last = await FindAsync(portal, today, today);

        Assert.Equal(("comercial", 6L, today), (both.Rows.Single().Code, both.Rows.Single().Count, both.Rows.Single().Last));
        Assert.Equal(1, last.Total);
    }

    [Fact]
    public async Task What_is_no_code_and_what_are_too_many_are_counted_without_being_kept()
    {
        await using var portal = await TestPortal.StartAsync();
        await NoteAsync(portal, "ann@example.com", 1);
        for (var n = 0; n < UnknownCode.MostADay + 10; n++)
        {
            await NoteAsync(portal, $"word-{n}", 1);
        }

        await using var db = portal.NewDb();
        var rows = db.Set<UnknownCode>().ToList();

        Assert.DoesNotContain(rows, r => r.Code.Contains('@', StringComparison.Ordinal));
        Assert.True(rows.Count <= UnknownCode.MostADay);
        Assert.Equal(UnknownCode.MostADay + 11, rows.Sum(r => r.Count));
    }

    [Fact]
    public async Task Only_who_manages_keys_reads_it()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<FindUnknownCodes>().RunAsync(new(default, default), Actors.Officer, Ct)).Problem!.Refusal);
    }

    private static async Task NoteAsync(TestPortal portal, string code, int times)
    {
        for (var i = 0; i < times; i++)
        {
            portal.Get<UnknownCodes>().Note(Key, UnknownCodeKind.Purpose, code);
        }

        Assert.True((await portal.Get<NoteUnknownCodes>().RunAsync(new(), Actor.System, Ct)).Ok);
    }

    private static async Task<FindUnknownCodes.View> FindAsync(TestPortal portal, DateOnly from, DateOnly until) => (await portal.Get<FindUnknownCodes>().RunAsync(new(from, until), Actors.Admin, Ct)).Value;
}
