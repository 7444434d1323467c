using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>What changed, newest first: every announced change but consent, which has events of its own.</summary>
public sealed class FindAuditEntries(IDbContextFactory<PortalDb> databases)
{
    public const int PageSize = 50;

    /// <param name="Actor">Kind and id of who did it; null = anybody.</param>
    /// <param name="From">Inclusive.</param>
    /// <param name="Until">Exclusive.</param>
    public sealed record Filter(string? Kind = null, AuditActor? Actor = null, string? SubjectKind = null, string? SubjectId = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

    /// <param name="cursor">What the page before gave as <c>Next</c>; null = from the newest.</param>
    /// <param name="take">At most so many.</param>
    public async Task<Outcome<Page<AuditRow>>> RunAsync(Filter filter, string? cursor, Actor actor, CancellationToken ct, int take = PageSize)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } missing)
        {
            return missing;
        }

        if (actor.BoundToProfile is { } code)
        {
            return Problem.Forbidden($"This key is bound to the profile '{code}'; the audit trail is the whole portal's.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var query = Narrow(db.Set<AuditEntry>().AsNoTracking(), filter);
        return await AuditRows.PageAsync(db, query, cursor, take, actor, ct);
    }

    internal static IQueryable<AuditEntry> Narrow(IQueryable<AuditEntry> query, Filter filter)
    {
        query = filter.Kind is { Length: > 0 } kind ? query.Where(a => a.Kind == kind) : query;
        query = filter.Actor is { } by ? query.Where(a => a.ActorKind == by.Kind && a.ActorId == by.Id) : query;
        query = filter.SubjectKind is { Length: > 0 } what ? query.Where(a => a.SubjectKind == what) : query;
        query = filter.SubjectId is { Length: > 0 } which ? query.Where(a => a.SubjectId == which) : query;
        query = filter.From is { } from ? query.Where(a => a.At >= from) : query;
        return filter.Until is { } until ? query.Where(a => a.At < until) : query;
    }
}

/// <summary>Who did it, as an audit entry keeps it: without a name, which lies in the erasable side row.</summary>
public sealed record AuditActor(ActorKind Kind, string Id);

/// <summary>One entry as a reader sees it.</summary>
/// <param name="Erased">The names and values were erased on request; that it happened, when, and by whose id stays.</param>
public sealed record AuditRow(Id<AuditEntry> Id, DateTimeOffset At, string Kind, AuditActor Actor, string ActorName, string SubjectKind, string SubjectId, string SubjectName,
    IReadOnlyList<Change> Changes, bool Erased)
{
    /// <summary>Why, in the words of who did it; empty = nobody said.</summary>
    public string Reason { get; init; } = "";
}
