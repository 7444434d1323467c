using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Somebody changes or deletes records and seals.</summary>
public sealed class VerifyRecordsTests
{
    [Theory, OnEveryDatabase]
    public async Task One_changed_bit_in_any_column_of_a_record_is_named(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        await using var db = portal.NewDb();
        var records = await db.Set<ConsentRecord>().AsNoTracking().OrderBy(r => r.EventId).ToListAsync();
        foreach (var column in Tampering.Columns<ConsentRecord>(portal))
        {
            foreach (var victim in new[] { records[0], records[^1] })
            {
                await using var somebody = await Tampering.WithAsync(portal, "consent_records");
                await somebody.FlipAsync(column, "event_id = @p0 AND contact_id = @p1", victim.EventId.Value, victim.ContactId.Value);
                var fault = (await LedgerScene.VerifyAsync(portal)).Fault;
                Assert.True(fault is { Kind: LedgerFaultKind.RecordAltered or LedgerFaultKind.RecordExtra }, $"{column.Name}: {fault}");
                Assert.True(fault.Message.Contains($"contact point {victim.PointId}", StringComparison.Ordinal) || fault.Message.Contains($"event {victim.EventId}", StringComparison.Ordinal),
                    $"{column.Name}: {fault.Message}");
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_record_and_one_that_no_event_made_are_named(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        await using var db = portal.NewDb();
        var victim = await db.Set<ConsentRecord>().AsNoTracking().OrderBy(r => r.EventId).LastAsync();
        await using (var somebody = await Tampering.WithAsync(portal, "consent_records"))
        {
            await somebody.RunAsync("DELETE FROM consent_records WHERE event_id = @p0", victim.EventId.Value);
            Assert.Contains($"contact point {victim.PointId}", await LedgerScene.MessageAsync(portal, LedgerFaultKind.RecordMissing), StringComparison.Ordinal);
        }

        await using (var somebody = await Tampering.WithAsync(portal, "consent_records"))
        {
            await somebody.RunAsync($"""
                INSERT INTO consent_records (point_id, purpose_id, topic_id, contact_id, status, occurred_at, recorded_at, actor_kind, event_id)
                SELECT point_id, purpose_id + 1, topic_id, contact_id, status, occurred_at, recorded_at, actor_kind, event_id FROM consent_records WHERE event_id = @p0
                """, victim.EventId.Value);
            Assert.Contains($"contact point {victim.PointId}, purpose {victim.PurposeId.Value + 1}", await LedgerScene.MessageAsync(portal, LedgerFaultKind.RecordExtra), StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_or_missing_seal_is_named(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        foreach (var number in new long[] { 1, 2, 3 })
        {
            foreach (var column in Tampering.Columns<LedgerSeal>(portal))
            {
                await using var altering = await Tampering.WithAsync(portal, "ledger_seals");
                await altering.FlipAsync(column, "number = @p0", number);
                var fault = (await LedgerScene.VerifyAsync(portal)).Fault;
                Assert.True(fault?.Kind is LedgerFaultKind.SealAltered || (column.Name == nameof(LedgerSeal.Number) && fault?.Kind is LedgerFaultKind.SealMissing), $"{column.Name}: {fault}");
                Assert.Contains($"Seal {number} ", fault.Message, StringComparison.Ordinal);
            }

            await using var deleting = await Tampering.WithAsync(portal, "ledger_seals");
            await deleting.RunAsync("DELETE FROM ledger_seals WHERE number = @p0", number);
            Assert.Contains($"Seal {number} is missing", await LedgerScene.MessageAsync(portal, LedgerFaultKind.SealMissing), StringComparison.Ordinal);
        }

        await using var counters = await Tampering.WithAsync(portal, "counters");
        await counters.RunAsync("UPDATE counters SET value = value - 1 WHERE name = 'seals'");
        await LedgerScene.MessageAsync(portal, LedgerFaultKind.CounterAltered);
    }
}
