using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Somebody with the database's password changes or deletes events.</summary>
public sealed class VerifyEventsTests
{
    [Theory, OnEveryDatabase]
    public async Task One_changed_bit_in_any_column_of_an_event_is_named_sealed_or_not(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        var events = await portal.World.EventsAsync();
        foreach (var column in Tampering.Columns<ConsentEvent>(portal))
        {
            foreach (var victim in new[] { events[0], events[^1] })
            {
                await using (var somebody = await Tampering.WithAsync(portal, "consent_events"))
                {
                    await somebody.FlipAsync(column, "id = @p0", victim.Id.Value);
                    var fault = (await LedgerScene.VerifyAsync(portal)).Fault;
                    Assert.True(fault is { Kind: LedgerFaultKind.EventAltered or LedgerFaultKind.EventMissing }, $"{column.Name} of event {victim.Sequence}: {fault}");
                    Assert.Contains($"number {victim.Sequence}", fault.Message, StringComparison.Ordinal);
                }
            }
        }

        Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task An_event_changed_together_with_its_leaf_hash_is_named_by_its_seal(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        var victim = (await portal.World.EventsAsync())[1];
        await using var somebody = await Tampering.WithAsync(portal, "consent_events");
        await somebody.RunAsync("UPDATE consent_events SET source = 'forged' WHERE id = @p0", victim.Id.Value);
        var forged = (await portal.World.EventsAsync())[1];

        await somebody.RunAsync("UPDATE consent_events SET leaf_hash = @p1 WHERE id = @p0", victim.Id.Value, LedgerLeaf.Of(forged));

        Assert.Contains($"Event {victim.Id} (number 2", await LedgerScene.MessageAsync(portal, LedgerFaultKind.EventAltered), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_that_can_no_longer_be_read_is_a_finding_and_not_a_crash(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        var victim = (await portal.World.EventsAsync())[2];
        await using (var somebody = await Tampering.WithAsync(portal, "consent_events"))
        {
            await somebody.RunAsync("UPDATE consent_events SET new_status = 'optedOux' WHERE id = @p0", victim.Id.Value);
            Assert.Contains("number 3", await LedgerScene.MessageAsync(portal, LedgerFaultKind.EventAltered), StringComparison.Ordinal);
        }

        await using (var somebody = await Tampering.WithAsync(portal, "consent_records"))
        {
            await somebody.RunAsync("UPDATE consent_records SET status = 'optedOux' WHERE event_id = @p0", victim.Id.Value);
            Assert.Contains($"contact point {victim.PointId}", await LedgerScene.MessageAsync(portal, LedgerFaultKind.RecordAltered), StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_event_is_named_sealed_or_not_whether_or_not_a_record_points_to_it(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        foreach (var victim in await portal.World.EventsAsync())
        {
            await using var somebody = await Tampering.WithAsync(portal, "consent_events");
            await somebody.RunAsync("DELETE FROM consent_events WHERE id = @p0", victim.Id.Value);

            var message = await LedgerScene.MessageAsync(portal, LedgerFaultKind.EventMissing);

            Assert.Contains($"Event number {victim.Sequence} is missing", message, StringComparison.Ordinal);
            await using var db = portal.NewDb();
            if (await db.Set<ConsentRecord>().AnyAsync(r => r.EventId == victim.Id))
            {
                Assert.Contains($"event {victim.Id}", message, StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_last_event_deleted_with_the_counter_turned_back_is_named_by_the_record_that_points_to_it(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        var last = (await portal.World.EventsAsync())[^1];
        await using var somebody = await Tampering.WithAsync(portal, "consent_events");
        await using var counters = await Tampering.WithAsync(portal, "counters");
        await somebody.RunAsync("DELETE FROM consent_events WHERE id = @p0", last.Id.Value);
        await counters.RunAsync("UPDATE counters SET value = value - 1 WHERE name = 'events'");

        Assert.Contains($"points to event {last.Id}", await LedgerScene.MessageAsync(portal, LedgerFaultKind.RecordAltered), StringComparison.Ordinal);
    }
}
