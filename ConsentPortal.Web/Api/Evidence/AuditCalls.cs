using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Evidence;

/// <summary><c>/audit</c>: every announced change that is no consent event, newest first.</summary>
internal sealed class AuditCalls(FindAuditEntries find)
{
    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (kind, by, id) = (query.Text("kind"), query.Word<ActorKind>("actorKind"), query.Text("actorId"));
        FindAuditEntries.Filter filter = new(kind, by is { } actor ? new(actor, id ?? "") : null, query.Text("subjectKind"), query.Text("subjectId"), query.Time("from"), query.Time("until"));
        if (by is null && id is not null)
        {
            query.Refuse("actorId", "Say the actorKind too.");
        }

        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.RunAsync(filter, page.After, caller, ct, page.Size);
        return found.Ok ? page.Answer<AuditItem>([.. found.Value.Rows.Select(AuditItem.Of)], found.Value.Next) : ApiReply.Refused(found.Problems);
    }
}

/// <summary>One change. <c>Erased</c>: the names and values were erased on request; that it happened stays.</summary>
internal sealed record AuditItem(Id<AuditEntry> Id, DateTimeOffset At, string Kind, AuditBy Actor, string SubjectKind, string SubjectId, string? SubjectName, string? Reason, IReadOnlyList<AuditChange> Changes, bool Erased)
{
    public static AuditItem Of(AuditRow a) => new(a.Id, a.At, a.Kind, new(a.Actor.Kind, Text.CleanOrNull(a.Actor.Id), Text.CleanOrNull(a.ActorName)), a.SubjectKind, a.SubjectId, Text.CleanOrNull(a.SubjectName),
        Text.CleanOrNull(a.Reason), [.. a.Changes.Select(c => new AuditChange(c.Field, c.Old, c.New))], a.Erased);
}

/// <summary>Who did it.</summary>
internal sealed record AuditBy(ActorKind Kind, string? Id, string? Name);

/// <summary>One value that changed.</summary>
internal sealed record AuditChange(string Field, string? Old, string? New);
