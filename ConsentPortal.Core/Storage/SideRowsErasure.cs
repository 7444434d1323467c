using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage;

/// <summary>What people wrote and what the audit trail shows, wherever it speaks of the person: by address or full name. Runs after the
/// rooms, so it finds what no room knew to be about them: a note in somebody else's history.</summary>
public sealed class SideRowsErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases) : IErasesPersonalData
{
    // texts that many agreed to are nobody's own
    private static readonly SideRowKind[] Own = [SideRowKind.Justification, SideRowKind.Origin, SideRowKind.AuditValues];

    public string Room => "Notes";

    public IReadOnlyList<string> Tables { get; } = ["side_rows", "side_row_erasures"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var traces = Traces.Of(subject);
        return [new("notes", ErasureOutcome.Erase, traces.IsEmpty ? 0 : await Found(db, traces).CountAsync(ct))];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        var traces = Traces.Of(subject);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = traces.IsEmpty ? [] : await Found(db, traces).Select(r => r.Id).ToListAsync(ct);
        found.AddRange(await StopsAsync(db, subject, ct));
        return await queue.RunAsync(async session => await SideRowEraser.EraseAsync(await session.DbAsync(ct), found, session.Now, ct), WriteLane.Bulk, ct);
    }

    private static IQueryable<SideRow> Found(PortalDb db, Traces traces) => db.Set<SideRow>().Where(r => r.Content != null && Own.Contains(r.Kind)).Holding(traces, r => r.Content);

    // the trail shows a masked address with each suppression, mail and text: not enough to find by text, too much to stay
    private static async Task<List<Id<SideRow>>> StopsAsync(PortalDb db, PersonalDataSubject subject, CancellationToken ct)
    {
        var hashes = subject.KeyHashes.ToList();
        List<string> numbers = [.. (await db.Set<Suppression>().Where(s => hashes.Contains(s.KeyHash)).Select(s => s.Id).ToListAsync(ct)).Select(id => id.ToString())];
        return await db.Set<AuditEntry>().Where(a => a.SubjectKind == "suppression" && numbers.Contains(a.SubjectId)).Select(a => a.ValuesId).ToListAsync(ct);
    }
}
