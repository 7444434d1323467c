using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Somebody changes or deletes what lies beside the events.</summary>
public sealed class VerifySideRowsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_changed_side_row_is_named_with_its_owner(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        string[] proved = [nameof(SideRow.Kind), nameof(SideRow.Salt), nameof(SideRow.Content)];
        foreach (var (row, owner) in await RowsAsync(portal))
        {
            foreach (var column in Tampering.Columns<SideRow>(portal).Where(c => proved.Contains(c.Name)))
            {
                await using var somebody = await Tampering.WithAsync(portal, "side_rows");
                await somebody.FlipAsync(column, "id = @p0", row);
                var message = await LedgerScene.MessageAsync(portal, LedgerFaultKind.SideRowAltered);
                Assert.Contains($"Side row {row} ", message, StringComparison.Ordinal);
                Assert.Contains(owner, message, StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_side_row_may_be_absent_only_where_an_erasure_entry_says_why(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        var note = await NoteAsync(portal);
        foreach (var (row, _) in (await RowsAsync(portal)).Append((note, "")))
        {
            foreach (var sql in new[] { "DELETE FROM side_rows WHERE id = @p0", "UPDATE side_rows SET salt = NULL, content = NULL WHERE id = @p0" })
            {
                await using var somebody = await Tampering.WithAsync(portal, "side_rows");
                await using var erasures = await Tampering.WithAsync(portal, "side_row_erasures");
                await somebody.RunAsync(sql, row);
                Assert.Contains($"Side row {row} ", await LedgerScene.MessageAsync(portal, LedgerFaultKind.SideRowMissing), StringComparison.Ordinal);

                await using var db = portal.NewDb();
                db.Add(new SideRowErasure { Id = new(row), ErasedAt = portal.Clock.GetUtcNow(), Reason = "The person asked." });
                await db.SaveChangesAsync();

                Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
            }
        }
    }

    private static async Task<List<(long Row, string Owner)>> RowsAsync(TestPortal portal)
    {
        var events = await portal.World.EventsAsync();
        List<(long, string)> rows =
        [
            (events[0].JustificationId.Value, "number 1)"), (events[0].WordingId.Value, "number 1)"), (events[0].OriginId.Value, "number 1)"), (events[7].OriginId.Value, "number 8)"),
        ];
        await using var db = portal.NewDb();
        foreach (var entry in await db.Set<AuditEntry>().OrderBy(e => e.Id).ToListAsync())
        {
            rows.Add((entry.ValuesId.Value, $"audit entry {entry.Id}"));
        }

        Assert.All(rows, r => Assert.NotEqual(0, r.Item1));
        return rows;
    }

    private static async Task<long> NoteAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return (await db.Set<Suppression>().SingleAsync()).NoteId.Value;
    }
}
