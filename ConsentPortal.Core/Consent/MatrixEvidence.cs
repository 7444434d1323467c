using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Adds to each cell how its status was obtained: from the event that set it.</summary>
internal static class MatrixEvidence
{
    public static async Task<List<MatrixRow>> AddAsync(PortalDb db, List<MatrixRow> rows, CancellationToken ct)
    {
        var cells = rows.SelectMany(r => r.Cells).Where(c => !c.EventId.IsNone).ToList();
        var (points, ids) = (cells.Select(c => c.PointId).Distinct().ToList(), cells.Select(c => c.EventId).Distinct().ToList());
        var events = await db.Set<ConsentEvent>().AsNoTracking().Where(e => points.Contains(e.PointId) && ids.Contains(e.Id))
            .Select(e => new { e.Id, e.Action, e.Source, e.ActorKind, e.ActorId, e.OnBehalfOf, e.OccurredAt, e.ImportBatch }).ToDictionaryAsync(e => e.Id, ct);
        var names = await StaffNames.OfAsync(db, events.Values.Where(e => e.ActorKind == ActorKind.Staff).Select(e => e.ActorId), ct);
        return rows.ConvertAll(row => row with
        {
            Cells = [.. row.Cells.Select(c => !events.TryGetValue(c.EventId, out var e) ? c : c with
            {
                How = new(e.Action, e.Source, e.ActorKind, e.ActorKind == ActorKind.Staff ? names.GetValueOrDefault(e.ActorId) : null, e.OnBehalfOf, e.OccurredAt, e.ImportBatch),
            })],
        });
    }
}

/// <summary>The names of members of staff by the ids that events carry.</summary>
internal static class StaffNames
{
    public static async Task<Dictionary<string, string>> OfAsync(PortalDb db, IEnumerable<string> actorIds, CancellationToken ct)
    {
        List<long> numbers = [.. actorIds.Distinct(StringComparer.Ordinal).Select(id => long.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n != 0)];
        return numbers.Count == 0 ? [] : await db.Users.AsNoTracking().Where(u => numbers.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), u => u.DisplayName, StringComparer.Ordinal, ct);
    }
}
