using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>The trail of a person keeps who did what and when; what it was, the names and the values, goes. Entries are never changed: their
/// values lie in side rows.</summary>
public sealed class AuditErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases) : IErasesPersonalData
{
    public string Room => "Audit";

    public IReadOnlyList<string> Tables { get; } = ["audit_entries"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return [new("audit", ErasureOutcome.Anonymise, await Of(db, subject).CountAsync(ct))];
    }

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var values = await Of(db, subject).Select(a => a.ValuesId).ToListAsync(ct);
        return await queue.RunAsync(async session => await SideRowEraser.EraseAsync(await session.DbAsync(ct), values, session.Now, ct), WriteLane.Bulk, ct);
    }

    private static IQueryable<AuditEntry> Of(PortalDb db, PersonalDataSubject subject)
    {
        List<string> people = [.. subject.Contacts.Select(c => c.ToString(CultureInfo.InvariantCulture))], points = [.. subject.ContactPoints.Select(p => p.ToString(CultureInfo.InvariantCulture))];
        return db.Set<AuditEntry>().AsNoTracking().Where(a => (a.SubjectKind == "contact" && people.Contains(a.SubjectId)) || (a.SubjectKind == "contactPoint" && points.Contains(a.SubjectId)));
    }
}
