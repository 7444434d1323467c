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
        await using var portal = await SceneAsync(provider);

        var view = await VerifyAsync(portal);

        Assert.Null(view.Fault);
        Assert.Equal((9, 9, 3, 7), (view.Counts.Events, view.Counts.Total, view.Counts.Seals, view.Counts.Records));
        Assert.True(view.Counts.SideRows >= 6 + view.Counts.AuditEntries && view.Counts.AuditEntries >= 2);
    }

    [Theory, OnEveryDatabase]
    public async Task An_empty_ledger_holds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal(0, (await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default)).Value);
        Assert.Null((await VerifyAsync(portal)).Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task One_changed_bit_in_any_column_of_an_event_is_named_sealed_or_not(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        var events = await portal.World.EventsAsync();
        foreach (var column in Tampering.Columns<ConsentEvent>(portal))
        {
            foreach (var victim in new[] { events[0], events[^1] })
            {
                await using (var somebody = await Tampering.WithAsync(portal, "consent_events"))
                {
                    await somebody.FlipAsync(column, "id = @p0", victim.Id.Value);
                    var fault = (await VerifyAsync(portal)).Fault;
                    Assert.True(fault is { Kind: LedgerFaultKind.EventAltered or LedgerFaultKind.EventMissing }, $"{column.Name} of event {victim.Sequence}: {fault}");
                    Assert.Contains($"number {victim.Sequence}", fault.Message, StringComparison.Ordinal);
                }
            }
        }

        Assert.Null((await VerifyAsync(portal)).Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task An_event_changed_together_with_its_leaf_hash_is_named_by_its_seal(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        var victim = (await portal.World.EventsAsync())[1];
        await using var somebody = await Tampering.WithAsync(portal, "consent_events");
        await somebody.RunAsync("UPDATE consent_events SET source = 'forged' WHERE id = @p0", victim.Id.Value);
        var forged = (await portal.World.EventsAsync())[1];

        await somebody.RunAsync("UPDATE consent_events SET leaf_hash = @p1 WHERE id = @p0", victim.Id.Value, LedgerLeaf.Of(forged));

        Assert.Contains($"Event {victim.Id} (number 2", await MessageAsync(portal, LedgerFaultKind.EventAltered), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_that_can_no_longer_be_read_is_a_finding_and_not_a_crash(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        var victim = (await portal.World.EventsAsync())[2];
        await using (var somebody = await Tampering.WithAsync(portal, "consent_events"))
        {
            await somebody.RunAsync("UPDATE consent_events SET new_status = 'optedOux' WHERE id = @p0", victim.Id.Value);
            Assert.Contains("number 3", await MessageAsync(portal, LedgerFaultKind.EventAltered), StringComparison.Ordinal);
        }

        await using (var somebody = await Tampering.WithAsync(portal, "consent_records"))
        {
            await somebody.RunAsync("UPDATE consent_records SET status = 'optedOux' WHERE event_id = @p0", victim.Id.Value);
            Assert.Contains($"contact point {victim.PointId}", await MessageAsync(portal, LedgerFaultKind.RecordAltered), StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_event_is_named_sealed_or_not_whether_or_not_a_record_points_to_it(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        foreach (var victim in await portal.World.EventsAsync())
        {
            await using var somebody = await Tampering.WithAsync(portal, "consent_events");
            await somebody.RunAsync("DELETE FROM consent_events WHERE id = @p0", victim.Id.Value);

            var message = await MessageAsync(portal, LedgerFaultKind.EventMissing);

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
        await using var portal = await SceneAsync(provider);
        var last = (await portal.World.EventsAsync())[^1];
        await using var somebody = await Tampering.WithAsync(portal, "consent_events");
        await using var counters = await Tampering.WithAsync(portal, "counters");
        await somebody.RunAsync("DELETE FROM consent_events WHERE id = @p0", last.Id.Value);
        await counters.RunAsync("UPDATE counters SET value = value - 1 WHERE name = 'events'");

        Assert.Contains($"points to event {last.Id}", await MessageAsync(portal, LedgerFaultKind.RecordAltered), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task One_changed_bit_in_any_column_of_a_record_is_named(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        await using var db = portal.NewDb();
        var records = await db.Set<ConsentRecord>().AsNoTracking().OrderBy(r => r.EventId).ToListAsync();
        foreach (var column in Tampering.Columns<ConsentRecord>(portal))
        {
            foreach (var victim in new[] { records[0], records[^1] })
            {
                await using var somebody = await Tampering.WithAsync(portal, "consent_records");
                await somebody.FlipAsync(column, "event_id = @p0 AND contact_id = @p1", victim.EventId.Value, victim.ContactId.Value);
                var fault = (await VerifyAsync(portal)).Fault;
                Assert.True(fault is { Kind: LedgerFaultKind.RecordAltered or LedgerFaultKind.RecordExtra }, $"{column.Name}: {fault}");
                Assert.True(fault.Message.Contains($"contact point {victim.PointId}", StringComparison.Ordinal) || fault.Message.Contains($"event {victim.EventId}", StringComparison.Ordinal),
                    $"{column.Name}: {fault.Message}");
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_record_and_one_that_no_event_made_are_named(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        await using var db = portal.NewDb();
        var victim = await db.Set<ConsentRecord>().AsNoTracking().OrderBy(r => r.EventId).LastAsync();
        await using (var somebody = await Tampering.WithAsync(portal, "consent_records"))
        {
            await somebody.RunAsync("DELETE FROM consent_records WHERE event_id = @p0", victim.EventId.Value);
            Assert.Contains($"contact point {victim.PointId}", await MessageAsync(portal, LedgerFaultKind.RecordMissing), StringComparison.Ordinal);
        }

        await using (var somebody = await Tampering.WithAsync(portal, "consent_records"))
        {
            await somebody.RunAsync($"""
                INSERT INTO consent_records (point_id, purpose_id, topic_id, contact_id, status, occurred_at, recorded_at, actor_kind, event_id)
                SELECT point_id, purpose_id + 1, topic_id, contact_id, status, occurred_at, recorded_at, actor_kind, event_id FROM consent_records WHERE event_id = @p0
                """, victim.EventId.Value);
            Assert.Contains($"contact point {victim.PointId}, purpose {victim.PurposeId.Value + 1}", await MessageAsync(portal, LedgerFaultKind.RecordExtra), StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_or_missing_seal_is_named(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        foreach (var number in new long[] { 1, 2, 3 })
        {
            foreach (var column in Tampering.Columns<LedgerSeal>(portal))
            {
                await using var altering = await Tampering.WithAsync(portal, "ledger_seals");
                await altering.FlipAsync(column, "number = @p0", number);
                var fault = (await VerifyAsync(portal)).Fault;
                Assert.True(fault?.Kind is LedgerFaultKind.SealAltered || (column.Name == nameof(LedgerSeal.Number) && fault?.Kind is LedgerFaultKind.SealMissing), $"{column.Name}: {fault}");
                Assert.Contains($"Seal {number} ", fault.Message, StringComparison.Ordinal);
            }

            await using var deleting = await Tampering.WithAsync(portal, "ledger_seals");
            await deleting.RunAsync("DELETE FROM ledger_seals WHERE number = @p0", number);
            Assert.Contains($"Seal {number} is missing", await MessageAsync(portal, LedgerFaultKind.SealMissing), StringComparison.Ordinal);
        }

        await using var counters = await Tampering.WithAsync(portal, "counters");
        await counters.RunAsync("UPDATE counters SET value = value - 1 WHERE name = 'seals'");
        await MessageAsync(portal, LedgerFaultKind.CounterAltered);
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_side_row_is_named_with_its_owner(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        string[] proved = [nameof(SideRow.Kind), nameof(SideRow.Salt), nameof(SideRow.Content)];
        foreach (var (row, owner) in await RowsAsync(portal))
        {
            foreach (var column in Tampering.Columns<SideRow>(portal).Where(c => proved.Contains(c.Name)))
            {
                await using var somebody = await Tampering.WithAsync(portal, "side_rows");
                await somebody.FlipAsync(column, "id = @p0", row);
                var message = await MessageAsync(portal, LedgerFaultKind.SideRowAltered);
                Assert.Contains($"Side row {row} ", message, StringComparison.Ordinal);
                Assert.Contains(owner, message, StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_side_row_may_be_absent_only_where_an_erasure_entry_says_why(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
        var note = await NoteAsync(portal);
        foreach (var (row, _) in (await RowsAsync(portal)).Append((note, "")))
        {
            foreach (var sql in new[] { "DELETE FROM side_rows WHERE id = @p0", "UPDATE side_rows SET salt = NULL, content = NULL WHERE id = @p0" })
            {
                await using var somebody = await Tampering.WithAsync(portal, "side_rows");
                await using var erasures = await Tampering.WithAsync(portal, "side_row_erasures");
                await somebody.RunAsync(sql, row);
                Assert.Contains($"Side row {row} ", await MessageAsync(portal, LedgerFaultKind.SideRowMissing), StringComparison.Ordinal);

                await using var db = portal.NewDb();
                db.Add(new SideRowErasure { Id = new(row), ErasedAt = portal.Clock.GetUtcNow(), Reason = "The person asked." });
                await db.SaveChangesAsync();

                Assert.Null((await VerifyAsync(portal)).Fault);
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task It_holds_at_every_moment_while_the_portal_writes(DatabaseProvider provider)
    {
        await using var portal = await SceneAsync(provider);
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
            Assert.Null((await VerifyAsync(portal)).Fault);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Null((await VerifyAsync(portal)).Fault);
    }

    [Fact]
    public async Task Who_may_not_read_the_audit_may_not_verify()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<VerifyLedger>().RunAsync(Actors.Rep, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SealLedger>().RunAsync(new(), Actors.Crm, default)).Problem!.Refusal);
    }

    // nine events in three seals and a tail of two; every kind of column is filled somewhere
    private static async Task<TestPortal> SceneAsync(DatabaseProvider provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        var now = portal.Clock.GetUtcNow();
        ConsentEvidence evidence = new() { Wording = "Yes, send me the newsletter.", WordingVersion = "3", Language = "en", Ip = "192.0.2.7", UserAgent = "Mozilla", Justification = "She said so on the phone." };
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, by: Actors.CrmThatReopts, with: s => s with
        {
            Evidence = evidence, OccurredAt = now.AddDays(-3), ConfirmedAt = now.AddDays(-2), ValidUntil = now.AddYears(1), PausedUntil = now.AddDays(1), Source = "web form", ActorKind = ActorKind.Subject, ActorId = "17",
        });
        await portal.World.SaysAsync("bob@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        await portal.World.SaysAsync("+4930123456", ConsentStatus.OptedIn, with: s => s with { OccurredAt = now.AddYears(1) });
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, "tracking");
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.World.SaysAsync("cem@example.com", null, with: s => s with { PausedUntil = now.AddDays(9) });
        await portal.World.SaysAsync("cem@example.com", ConsentStatus.OptedIn, topic: "newsletter", with: s => s with { Evidence = evidence with { Justification = "On paper." } });
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.World.SaysAsync("dora@example.com", ConsentStatus.OptedIn, with: s => s with { Evidence = evidence with { Justification = null, Ip = "192.0.2.8" } });
        await portal.World.SaysAsync("dora@example.com", ConsentStatus.OptedOut, with: s => s with { Action = ConsentAction.Paper });
        await portal.Get<AddSuppression>().RunAsync(new(new(Channel.Email, "eve@example.com"), SuppressionScope.Marketing, null, SuppressionReason.Complaint, "She complained."), Actors.Rep, default);
        return portal;
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

    private static async Task<VerifyLedger.View> VerifyAsync(TestPortal portal) => (await portal.Get<VerifyLedger>().RunAsync(Actors.Officer, default)).Value;

    private static async Task<string> MessageAsync(TestPortal portal, LedgerFaultKind kind)
    {
        var fault = (await VerifyAsync(portal)).Fault;
        Assert.Equal(kind, fault?.Kind);
        Assert.DoesNotContain('\n', fault!.Message);
        Assert.DoesNotContain("@", fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }
}
