using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Reads what is stored and writes elsewhere: the ledger decides as it would in earnest, each row seeing what the rows before it
/// would have written, and the portal's own database is not touched.</summary>
internal sealed class RehearsalStore(ILedgerStore stored, ILedgerStore scratch) : ILedgerStore
{
    public async ValueTask FindPointsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct)
    {
        await stored.FindPointsAsync(drafts, ct);
        await scratch.FindPointsAsync(drafts.Where(d => d.Id.IsNone).ToList(), ct);
    }

    public async ValueTask LoadRecordsAsync(IReadOnlyList<(PointDraft Point, Id<Purpose> Purpose)> wanted, CancellationToken ct)
    {
        await scratch.LoadRecordsAsync(wanted, ct); // these are newer
        var before = wanted.Select(w => (Point: new PointDraft { Id = w.Point.Id }, w.Purpose)).ToList();
        await stored.LoadRecordsAsync(before, ct);
        for (var i = 0; i < before.Count; i++)
        {
            var now = wanted[i].Point;
            now.Records.AddRange(before[i].Point.Records.Where(r => now.Record(r.PurposeId, r.TopicId, r.ContactId) is null));
        }
    }

    public ValueTask LoadContactsAsync(IReadOnlyList<PointDraft> drafts, CancellationToken ct) => stored.LoadContactsAsync(drafts, ct);

    public ValueTask<long> TakeSequencesAsync(int count, CancellationToken ct) => scratch.TakeSequencesAsync(count, ct);

    public ValueTask SaveAsync(LedgerBatch batch, short hashKey, DateTimeOffset now, CancellationToken ct) => scratch.SaveAsync(batch, hashKey, now, ct);

    public async ValueTask<ConsentEvent?> FindEventAsync(Id<ContactPoint> point, Id<ConsentEvent> id, CancellationToken ct)
        => await scratch.FindEventAsync(point, id, ct) ?? await stored.FindEventAsync(point, id, ct);

    public async ValueTask<SideRow?> FindSideRowAsync(Id<SideRow> id, CancellationToken ct) => await scratch.FindSideRowAsync(id, ct) ?? await stored.FindSideRowAsync(id, ct);

    public async ValueTask<Wording?> FindWordingAsync(byte[] sha256, CancellationToken ct) => await scratch.FindWordingAsync(sha256, ct) ?? await stored.FindWordingAsync(sha256, ct);

    public ValueTask WithdrawAsync(IReadOnlyList<Withdrawal> withdrawals, DateTimeOffset now, CancellationToken ct) => scratch.WithdrawAsync(withdrawals, now, ct);

    public ValueTask<IReadOnlyList<Suppression>> LiftableAsync(AddressHash hash, Id<Purpose> purpose, CancellationToken ct) => stored.LiftableAsync(hash, purpose, ct);
}
