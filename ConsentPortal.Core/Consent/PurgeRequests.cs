using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Throws away questions that nobody answered within 30 days and what people said beside them; how many they were is kept
/// (GDPR art. 5(1)(e)). What was confirmed stays: it is evidence.</summary>
public sealed class PurgeRequests(WriteQueue queue)
{
    private const int MostAtOnce = 500;

    /// <param name="Before">What was asked earlier goes; null = 30 days ago.</param>
    /// <param name="Held">Whose stay; null = nobody's.</param>
    public sealed record Command(DateTimeOffset? Before = null, RetentionHold? Held = null);

    /// <summary>Answers how many questions went.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Kind != ActorKind.System ? Problem.Forbidden() : await queue.RunAsync(session => PurgeAsync(session, command, ct), ct: ct);

    private static async ValueTask<int> PurgeAsync(WriteSession session, Command command, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        RetentionCut cut = new(command.Before ?? session.Now - RequestedPerson.Kept, session.Now, command.Held ?? RetentionHold.Nobody);
        var old = await QuestionRetention.Over(db, cut).OrderBy(r => r.Id).Take(MostAtOnce).Select(r => new { r.Id, r.ProfileId }).ToListAsync(ct);
        foreach (var profile in old.GroupBy(r => r.ProfileId))
        {
            var tally = await db.Set<LapsedRequests>().FirstOrDefaultAsync(t => t.ProfileId == profile.Key, ct) ?? db.Add(new LapsedRequests { ProfileId = profile.Key }).Entity;
            tally.Count += profile.Count();
        }

        await db.SaveChangesAsync(ct);
        var ids = old.ConvertAll(r => r.Id);
        await db.Set<ConsentRequestItem>().Where(i => ids.Contains(i.RequestId)).ExecuteDeleteAsync(ct);
        await db.Set<ConsentRequest>().Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(ct);
        // not while a question still waits: its answer must know whether it is a child's
        await QuestionRetention.Said(db, cut).ExecuteDeleteAsync(ct);
        return old.Count;
    }
}
