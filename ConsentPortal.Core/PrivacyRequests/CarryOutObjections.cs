using System.Data.Common;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Finds objections that were taken in but not carried out yet, or carried out but not answered, oldest first: after a crash between
/// the steps, none is lost. One that says more than a form can, or whose person is not clear, is left to an officer.</summary>
public sealed class CarryOutObjections(ApplyObjection apply, AnswerRequest answer, IDbContextFactory<PortalDb> databases, TimeProvider clock, ILogger<CarryOutObjections> log)
{
    /// <summary>So many are answered to one address in a day, whoever objects in its name: all count at once, the other answers wait.</summary>
    public const int AnswersPerDay = 3;

    private const int MostAtOnce = 200;

    public sealed record Command;

    /// <summary>Answers how many were carried out. One that fails keeps nobody else waiting.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        List<Id<PrivacyRequest>> waiting;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            waiting = await db.Set<PrivacyRequest>().Where(r => r.Kind == RequestKind.Object && r.ActedAt == null).OrderBy(r => r.Id).Take(MostAtOnce).Select(r => r.Id).ToListAsync(ct);
        }

        var done = await EachAsync(waiting, async id => (await apply.RunAsync(new(id), actor, ct)).Ok);
        await EachAsync(await ClearAsync(ct), async id => await MayAnswerAsync(id, ct) && (await answer.RunAsync(new(id, RequestState.Fulfilled), actor, ct)).Ok);
        return done;
    }

    private async Task<int> EachAsync(List<Id<PrivacyRequest>> cases, Func<Id<PrivacyRequest>, Task<bool>> step)
    {
        var done = 0;
        foreach (var id in cases)
        {
            try
            {
                done += await step(id) ? 1 : 0;
            }
            catch (Exception error) when (error is DbException or DbUpdateException)
            {
                log.LogError(error, "The objection of request {Request} could not be taken further yet; tried again.", id);
            }
        }

        return done;
    }

    // done, nobody works on it, and nothing was said that somebody should read first
    private async Task<List<Id<PrivacyRequest>>> ClearAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        List<Id<PrivacyRequest>> clear = [];
        for (var last = default(Id<PrivacyRequest>); clear.Count < MostAtOnce;)
        {
            var after = last;
            var done = await Answerable(db).Where(r => r.Id > after).OrderBy(r => r.Id).Take(MostAtOnce).ToListAsync(ct);
            foreach (var request in done)
            {
                var said = Submission.FromJson(await db.Set<SideRow>().Where(r => r.Id == request.SubmissionId).Select(r => r.Content).FirstOrDefaultAsync(ct));
                if (said is { Notes: "", Wishes: "" } && await ObjectionScope.IsClearAsync(db, request, said, ct))
                {
                    clear.Add(request.Id);
                }
            }

            if (done.Count < MostAtOnce)
            {
                break; // those that say something do not stand in the way of those behind them
            }

            last = done[^1].Id;
        }

        return clear;
    }

    private async Task<bool> MayAnswerAsync(Id<PrivacyRequest> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Answerable(db).AnyAsync(r => r.Id == id, ct);
    }

    private IQueryable<PrivacyRequest> Answerable(PortalDb db)
    {
        var day = clock.Now() - TimeSpan.FromDays(1);
        var told = db.Set<RequestMail>().Where(m => m.Kind == RequestMailKind.Answer && m.Queued && m.At > day);
        return db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.Kind == RequestKind.Object && r.ActedAt != null && r.State == RequestState.Review && r.AssigneeId == 0 && r.OnBehalf == OnBehalf.Self
            && told.Count(m => db.Set<PrivacyRequest>().Any(x => x.Id == m.RequestId && x.Kind == RequestKind.Object && x.KeyHash == r.KeyHash)) < AnswersPerDay);
    }
}
