using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Answers an update request whose fields are all decided: the mail names what was changed and what was not, and why; never a value.</summary>
public sealed class AnswerUpdates(AnswerRequest answer, IDbContextFactory<PortalDb> databases)
{
    /// <param name="RefusalCode">Why something was not changed, as a code; only where something was not.</param>
    public sealed record Command(Id<PrivacyRequest> Id, string RefusalCode = "no_ground");

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var request = await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == command.Id && r.Kind == RequestKind.Update, ct);
        var updates = await db.Set<RequestUpdate>().AsNoTracking().Where(u => u.RequestId == command.Id).OrderBy(u => u.Id).ToListAsync(ct);
        if (request is null || updates.Count == 0 || updates.Exists(u => u.State == UpdateState.Open))
        {
            return request is null ? Problem.NotFound("There is no such request.") : Problem.Conflict("Decide every change first.");
        }

        var words = await WordsAsync(db, updates, request.Language, ct);
        var kept = updates.Count(u => u.State == UpdateState.Rejected);
        var end = kept == 0 ? RequestState.Fulfilled : kept == updates.Count ? RequestState.Refused : RequestState.PartiallyFulfilled;
        var answered = await answer.RunAsync(new(command.Id, end, kept == 0 ? null : command.RefusalCode, words), actor, ct);
        return answered.Ok ? default(Done) : answered.Problems.ToList();
    }

    private static async Task<string> WordsAsync(PortalDb db, List<RequestUpdate> updates, string language, CancellationToken ct)
    {
        var labels = await db.Set<ContactFieldDefinition>().AsNoTracking().ToDictionaryAsync(d => d.Code, d => d.Label, ct);
        var ids = updates.ConvertAll(u => u.ReasonId);
        var reasons = await db.Set<SideRow>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Content, ct);
        string Name(RequestUpdate u) => UpdateFields.BuiltIn.Contains(u.Field) ? MailTexts.In(language, $"Field_{u.Field}") : labels.GetValueOrDefault(u.Field, u.Field);
        var done = updates.FindAll(u => u.State != UpdateState.Rejected);
        IEnumerable<string> lines = done.Count == 0 ? [] : [MailTexts.In(language, "UpdateDone", string.Join(", ", done.Select(Name)))];
        return string.Join('\n', lines.Concat(updates.Where(u => u.State == UpdateState.Rejected).Select(u => MailTexts.In(language, "UpdateKept", Name(u), reasons.GetValueOrDefault(u.ReasonId) ?? ""))));
    }
}
