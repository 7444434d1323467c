using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Everything that a regulator may ask of one case: what was asked, what was decided, by whom and when, what was sent, and who looked at it.</summary>
public sealed class ReadCaseFile(ReadRequest read, FindRequestWorkers workers, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private const int MostEntries = 1000;

    /// <param name="Assignee">Names are those of today; null = nobody.</param>
    public sealed record View(ReadRequest.View Case, string? Assignee, IReadOnlyList<Step> Steps, IReadOnlyList<Letter> Letters, IReadOnlyList<Entry> Trail, DateTimeOffset At)
    {
        public IReadOnlyList<Kept> Files { get; init; } = [];

        public IReadOnlyList<Handed> Packages { get; init; } = [];
    }

    /// <param name="Who">A colleague by name; null = no colleague.</param>
    public sealed record Step(DateTimeOffset At, RequestStepKind Kind, RequestState State, ActorKind By, string? Who, string? Note);

    /// <summary>A mail to the person.</summary>
    /// <param name="Sha256">Of its subject, a line feed and its text; hexadecimal.</param>
    public sealed record Letter(DateTimeOffset At, string Kind, string Sha256);

    /// <summary>A file of the case.</summary>
    /// <param name="Name">Empty once erased.</param>
    /// <param name="Size">Bytes.</param>
    /// <param name="Sha256">Of the file as it came, in hex; null once erased.</param>
    public sealed record Kept(DateTimeOffset At, RequestFileKind Kind, string Name, int Size, string? Sha256, DateTimeOffset? ErasedAt);

    /// <summary>A copy of the data that was made for the person.</summary>
    /// <param name="Size">Bytes of the ZIP.</param>
    /// <param name="Sha256">Of the ZIP, in hex; null = it was never released.</param>
    public sealed record Handed(DateTimeOffset At, PackageState State, long Size, string? Sha256, DateTimeOffset? ReleasedAt, DateTimeOffset? FetchedAt);

    /// <summary>A line of the audit trail.</summary>
    public sealed record Entry(DateTimeOffset At, string Kind, ActorKind By, string? Who);

    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        var found = await read.RunAsync(id, actor, ct);
        if (!found.Ok)
        {
            return found.Problem!;
        }

        var names = (await workers.RunAsync(actor, ct)).Value.ToDictionary(w => RequestCase.Number(w.Id), w => w.Name, StringComparer.Ordinal);
        await using var db = await databases.CreateDbContextAsync(ct);
        var letters = await db.Set<SentLetter>().AsNoTracking().Where(l => l.RequestId == id).OrderBy(l => l.Id).ToListAsync(ct);
        var subject = id.ToString();
        var trail = actor.May(Permission.ReadAudit) ? await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectKind == RequestEvent.Subject && e.SubjectId == subject).OrderBy(e => e.Id).Take(MostEntries).ToListAsync(ct) : [];
        return new View(found.Value, names.GetValueOrDefault(RequestCase.Number(found.Value.Request.AssigneeId)),
            [.. found.Value.Timeline.Select(t => new Step(t.At, t.Kind, t.State, t.ActorKind, names.GetValueOrDefault(t.ActorId), t.Note))],
            letters.ConvertAll(l => new Letter(l.At, l.Kind, Convert.ToHexStringLower(l.Sha256))), trail.ConvertAll(e => new Entry(e.At, e.Kind, e.ActorKind, names.GetValueOrDefault(e.ActorId))), clock.Now())
        { Files = await FilesAsync(db, id, ct), Packages = await PackagesAsync(db, id, ct) };
    }

    private static async Task<IReadOnlyList<Kept>> FilesAsync(PortalDb db, Id<PrivacyRequest> id, CancellationToken ct)
    {
        var files = await db.Set<RequestFile>().AsNoTracking().Where(f => f.RequestId == id).OrderBy(f => f.Id).Select(f => new { f.AttachedAt, f.Kind, f.Name, f.Size, f.Sha256, f.ErasedAt }).ToListAsync(ct); // without what is in them
        return files.ConvertAll(f => new Kept(f.AttachedAt, f.Kind, f.Name, f.Size, Hex(f.Sha256), f.ErasedAt));
    }

    private static async Task<IReadOnlyList<Handed>> PackagesAsync(PortalDb db, Id<PrivacyRequest> id, CancellationToken ct)
    {
        var packages = await db.Set<DataPackage>().AsNoTracking().Where(p => p.RequestId == id).OrderBy(p => p.Id).Select(p => new { p.CreatedAt, p.State, p.FileSize, p.FileHash, p.ReleasedAt, p.FetchedAt }).ToListAsync(ct);
        return packages.ConvertAll(p => new Handed(p.CreatedAt, p.State, p.FileSize, Hex(p.FileHash), p.ReleasedAt, p.FetchedAt));
    }

    private static string? Hex(byte[]? hash) => hash is { Length: > 0 } ? Convert.ToHexStringLower(hash) : null;
}
