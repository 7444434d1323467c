using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>Reads entries by keyset, newest first, and puts the names and values from their side rows beside them.</summary>
internal static class AuditRows
{
    public static async Task<Page<AuditRow>> PageAsync(PortalDb db, IQueryable<AuditEntry> query, string? cursor, int size, Actor actor, CancellationToken ct)
    {
        if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before))
        {
            var last = new Id<AuditEntry>(before);
            query = query.Where(a => a.Id < last);
        }

        var entries = await query.OrderByDescending(a => a.Id).Take(size + 1).ToListAsync(ct);
        var more = entries.Count > size;
        var rows = await ReadAsync(db, more ? entries[..size] : entries, actor, ct);
        return new(rows, more ? rows[^1].Id.ToString() : null);
    }

    public static async Task<List<AuditRow>> ReadAsync(PortalDb db, List<AuditEntry> entries, Actor actor, CancellationToken ct)
    {
        var ids = entries.ConvertAll(a => a.ValuesId);
        var contents = await db.Set<SideRow>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Content, ct);
        var close = await db.CloserAsync(actor, ct);
        return entries.ConvertAll(a => Of(a, contents.GetValueOrDefault(a.ValuesId), close));
    }

    private static AuditRow Of(AuditEntry entry, string? content, Func<IReadOnlyList<Change>, IReadOnlyList<Change>> close)
    {
        var values = content is null ? null : JsonSerializer.Deserialize<AuditValues>(content);
        return new(entry.Id, entry.At, entry.Kind, new(entry.ActorKind, entry.ActorId), values?.Actor ?? "", entry.SubjectKind, entry.SubjectId, values?.Subject ?? "",
            close(values?.Changes ?? []), values is null && !entry.ValuesId.IsNone) { Reason = values?.Reason ?? "" };
    }
}
