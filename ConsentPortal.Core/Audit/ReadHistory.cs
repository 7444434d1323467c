using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>What happened to one thing, or to a few that belong together, newest first: the timeline beside an editor, and the answer to
/// "who saved while I was typing?".</summary>
public sealed class ReadHistory(IDbContextFactory<PortalDb> databases)
{
    public const int PageSize = 15;

    // who may read the rulebook may read how it came to be; the history of people and members is for the audit
    private static readonly string[] OfTheRulebook = ["profile", "purpose", "mailText", "brand"];

    public sealed record Subject(string Kind, string Id);

    /// <param name="After">Only what is newer than this entry.</param>
    public sealed record Question(IReadOnlyList<Subject> Subjects, string? Cursor = null, Id<AuditEntry> After = default);

    public async Task<Outcome<Page<AuditRow>>> RunAsync(Question question, Actor actor, CancellationToken ct)
    {
        if (Refuse(question, actor) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var ids = question.Subjects.Select(s => s.Id).Distinct(StringComparer.Ordinal).ToList();
        var kinds = question.Subjects.Select(s => s.Kind).Distinct(StringComparer.Ordinal).ToList();
        var query = db.Set<AuditEntry>().AsNoTracking().Where(a => kinds.Contains(a.SubjectKind) && ids.Contains(a.SubjectId) && a.Id > question.After); // ids are unique beyond kinds
        return await AuditRows.PageAsync(db, query, question.Cursor, PageSize, actor, ct);
    }

    private static Problem? Refuse(Question question, Actor actor)
        => actor.May(Permission.ReadCompliance) && question.Subjects.All(s => OfTheRulebook.Contains(s.Kind, StringComparer.Ordinal)) ? null : actor.Lacks(Permission.ReadAudit);
}
