using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>An export as its page shows it.</summary>
public sealed record ExportView(Id<ExportJob> Id, ExportWhat What, ExportFormat Format, ExportState State, string Described, string Reason, string OwnerName, bool Mine, DateTimeOffset CreatedAt)
{
    public long RowsDone { get; init; }

    /// <summary>About; null = nobody knows.</summary>
    public long? RowsTotal { get; init; }

    /// <summary>Bytes.</summary>
    public long FileSize { get; init; }

    /// <summary>SHA-256 in hexadecimal; empty without a file.</summary>
    public string Sha256 { get; init; } = "";

    public string Error { get; init; } = "";

    public bool Stopping { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the file is deleted.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsOpen => State is ExportState.Queued or ExportState.Running;

    // a file whose time is over is gone for everybody, though the worker deletes it some minutes later
    internal static ExportView Of(ExportJob job, Actor actor, DateTimeOffset now) => new(job.Id, job.What, job.Format, job is { State: ExportState.Ready } && job.ExpiresAt <= now ? ExportState.Deleted : job.State, job.Described, job.Reason, job.OwnerName, actor.Owns(job), job.CreatedAt)
    {
        RowsDone = job.RowsDone, RowsTotal = job.RowsTotal, FileSize = job.FileSize, Sha256 = job.FileHash is { } hash ? Convert.ToHexStringLower(hash) : "", Error = job.Error,
        Stopping = job is { State: ExportState.Running, CancelRequested: true }, StartedAt = job.StartedAt, EndedAt = job.EndedAt, ExpiresAt = job.ExpiresAt,
    };
}

/// <summary>One's own exports, newest first; all of them for an administrator.</summary>
public sealed class FindExports(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<Outcome<Numbered<ExportView>>> RunAsync(int skip, int take, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var seen = db.Set<ExportJob>().AsNoTracking().SeenBy(actor);
        var jobs = await seen.OrderByDescending(j => j.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct);
        return new Numbered<ExportView>(jobs.ConvertAll(j => ExportView.Of(j, actor, clock.Now())), await seen.CountAsync(ct));
    }

    /// <summary>Those that were begun before this one, newest first; none = from the newest.</summary>
    public async Task<Outcome<IReadOnlyList<ExportView>>> BeforeAsync(Id<ExportJob> before, int take, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var seen = db.Set<ExportJob>().AsNoTracking().SeenBy(actor);
        var jobs = await (before.IsNone ? seen : seen.Where(j => j.Id < before)).OrderByDescending(j => j.Id).Take(take).ToListAsync(ct);
        return jobs.ConvertAll(j => ExportView.Of(j, actor, clock.Now()));
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome<ExportView>> OneAsync(Id<ExportJob> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ExportJob>().AsNoTracking().SeenBy(actor).SingleOrDefaultAsync(j => j.Id == id, ct) is { } job ? ExportView.Of(job, actor, clock.Now()) : ExportProblems.Gone;
    }
}
