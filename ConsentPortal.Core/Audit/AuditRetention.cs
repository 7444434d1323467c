using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>Old and new values of the audit trail: after their time the entry says what was done, when and by whom, and no longer to which values.</summary>
internal sealed class AuditRetention(RetiredRows rows) : IRetains
{
    public RetentionClass Class { get; } = new("audit", 2192, 731, 3653);

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct) => rows.CountAsync(db => Over(db, cut).Select(e => e.At), ct);

    public Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => rows.PurgeAsync(async (db, now) =>
    {
        var over = await Over(db, cut).OrderBy(e => e.Id).Take(RetiredRows.Slice).Select(e => e.ValuesId).ToListAsync(ct);
        await SideRowEraser.EraseAsync(db, over, now, ct, SideRowEraser.Retired);
        return over.Count;
    }, ct);

    private static IQueryable<AuditEntry> Over(PortalDb db, RetentionCut cut)
    {
        var (people, cases) = (Names(cut.Held.Contacts), Names(cut.Held.Requests));
        return db.Set<AuditEntry>().Where(e => e.At < cut.Before && db.Set<SideRow>().Any(s => s.Id == e.ValuesId && s.Content != null)
            && !(e.SubjectKind == "contact" && people.Contains(e.SubjectId)) && !(e.SubjectKind == "privacyRequest" && cases.Contains(e.SubjectId)));
    }

    private static List<string> Names(IReadOnlyList<long> ids) => [.. ids.Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
