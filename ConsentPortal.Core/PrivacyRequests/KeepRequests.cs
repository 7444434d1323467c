using System.Data.Common;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes every open request as far as the portal takes it by itself. All that it does follows from what is stored, one case in one save: after a crash it
/// goes on where it stood, and two processes do nothing twice.</summary>
public sealed class KeepRequests(RequestCases cases, BeginRequest begin, GiveRequest give, RequestMinders minders, ILogger<KeepRequests> log)
{
    internal const int MostAtOnce = 200;
    private const int Rounds = 3;

    public sealed record Command;

    /// <summary>Answers how many cases were looked at.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        var seen = await EachAsync(db => BeginRequest.FindAsync(db, cases.Clock.Now(), ct), begin.RunAsync, ct);
        seen += await EachAsync(db => AwaitIdentity.FindAsync(db, ct), minders.Identity.RunAsync, ct);
        seen += await EachAsync(db => GiveRequest.FindAsync(db, ct), give.RunAsync, ct);
        return seen + await EachAsync(db => RemindOfficers.FindAsync(db, ct), minders.Officers.RunAsync, ct);
    }

    // one that fails keeps nobody else waiting
    private async Task<int> EachAsync(Func<PortalDb, Task<List<Id<PrivacyRequest>>>> find, Func<Id<PrivacyRequest>, CancellationToken, Task<Outcome<Done>>> run, CancellationToken ct)
    {
        List<Id<PrivacyRequest>> found;
        await using (var db = await cases.Databases.CreateDbContextAsync(ct))
        {
            found = await find(db);
        }

        foreach (var id in found)
        {
            try
            {
                for (var n = 1; n <= Rounds && !(await run(id, ct)).Ok; n++)
                {
                    // somebody else worked on it at the same moment, such as the worker of objections: nothing was written, so once more
                }
            }
            catch (Exception error) when (error is DbUpdateException or DbException)
            {
                log.LogWarning(error, "Request {Request} waits for the next round.", id); // or another process was quicker
            }
        }

        return found.Count;
    }
}

/// <summary>Those who look whether somebody lets their time run.</summary>
public sealed class RequestMinders(AwaitIdentity identity, RemindOfficers officers)
{
    internal AwaitIdentity Identity => identity;

    internal RemindOfficers Officers => officers;
}
