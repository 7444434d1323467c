using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>The trail in the order of its entries, as far as it reached at the start.</summary>
internal sealed class AuditLines(IDbContextFactory<PortalDb> databases, FindAuditEntries.Filter filter, Actor actor) : ISlices<AuditRow>
{
    private const int Size = 1000;
    private Id<AuditEntry> last, end = new(-1);

    public bool Done { get; private set; }

    public async Task<IReadOnlyList<AuditRow>> NextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        end = end.Value >= 0 ? end : await db.Set<AuditEntry>().OrderByDescending(a => a.Id).Select(a => a.Id).FirstOrDefaultAsync(ct);
        var (after, upTo) = (last, end);
        var entries = await FindAuditEntries.Narrow(db.Set<AuditEntry>().AsNoTracking(), filter).Where(a => a.Id > after && a.Id <= upTo).OrderBy(a => a.Id).Take(Size).ToListAsync(ct);
        Done = entries.Count < Size;
        last = Done ? end : entries[^1].Id;
        return await AuditRows.ReadAsync(db, entries, actor, ct);
    }

    public static readonly Column<AuditRow>[] Columns =
    [
        new("id", (w, r) => w.Id(r.Id)), new("at", (w, r) => w.At(r.At)), new("kind", (w, r) => w.Text(r.Kind)), new("actorKind", (w, r) => w.Plain(Word.Of(r.Actor.Kind))),
        new("actorId", (w, r) => w.Text(r.Actor.Id)), new("actor", (w, r) => w.Text(r.ActorName)), new("subjectKind", (w, r) => w.Text(r.SubjectKind)), new("subjectId", (w, r) => w.Text(r.SubjectId)),
        new("subject", (w, r) => w.Text(r.SubjectName)), new("reason", (w, r) => w.Text(r.Reason)), new("changes", (w, r) => w.Json(Values(r.Changes))), new("erased", (w, r) => w.Flag(r.Erased)),
    ];

    // JSON within a cell, because one change has any number of fields: [{"field":"name","old":"A","new":"B"}]
    private static string Values(IReadOnlyList<Change> changes)
        => changes.Count == 0 ? "" : JsonSerializer.Serialize(changes.Select(c => new { field = c.Field, old = c.Old, @new = c.New }), Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
