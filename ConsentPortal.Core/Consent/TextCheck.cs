using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The texts beside the ledger: the values of audit entries, the wordings, the notes of suppressions.</summary>
internal sealed class TextCheck(ILedgerReader reader, IDbContextFactory<PortalDb> databases, SideRowCheck sideRows, LedgerTally tally)
{
    private const int ReadTogether = 2000;

    public async ValueTask<LedgerFault?> RunAsync(CancellationToken ct) => await AuditAsync(ct) ?? await WordingsAsync(ct) ?? await NotesAsync(ct);

    private async ValueTask<LedgerFault?> AuditAsync(CancellationToken ct)
    {
        var after = long.MinValue;
        while (await reader.AuditAsync(after, ReadTogether, ct) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                sideRows.Add(entry.RowId, entry.Hash, SideRowKind.AuditValues, $"audit entry {entry.Id}");
            }

            if (await sideRows.FlushAsync(ct) is { } fault)
            {
                return fault;
            }

            tally.AuditEntries += entries.Count;
            tally.Report();
            after = entries[^1].Id;
        }

        return null;
    }

    private async ValueTask<LedgerFault?> WordingsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await foreach (var wording in db.Set<Wording>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            sideRows.Add(wording.SideRowId, wording.SideRowHash, SideRowKind.Wording, $"the wording {Convert.ToHexStringLower(wording.Sha256)}", wording.Sha256);
        }

        return await sideRows.FlushAsync(ct);
    }

    // a note has no hash anywhere: it proves nothing, but it must not vanish unsaid
    private async ValueTask<LedgerFault?> NotesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var lost = await db.Set<Suppression>().Where(s => s.NoteId != Id<SideRow>.None && !db.Set<SideRow>().Any(n => n.Id == s.NoteId && n.Content != null)
            && !db.Set<SideRowErasure>().Any(e => e.Id == s.NoteId)).OrderBy(s => s.Id).Select(s => new { s.Id, s.NoteId }).FirstOrDefaultAsync(ct);
        return lost is null ? null : new(LedgerFaultKind.SideRowMissing, $"Side row {lost.NoteId} (justification) of suppression {lost.Id} is missing or empty, and no erasure entry says why.");
    }
}
