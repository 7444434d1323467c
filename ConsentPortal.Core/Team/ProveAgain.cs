using System.Collections.Concurrent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Asks somebody who signed in a while ago for the password again, before what an open browser on a desk must not be enough for, such
/// as taking lists of people out (OWASP ASVS 5.0, 7.5.3). Once shown, it holds for as long in that session.</summary>
public sealed class ProveAgain(IDbContextFactory<PortalDb> databases, OwnPassword own, TimeProvider clock)
{
    public const string Field = "password";
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<Id<MemberSession>, DateTimeOffset> proved = new();

    /// <summary>True where the session is older than this, and the password was not shown in it since.</summary>
    public async Task<bool> NeededAsync(Id<MemberSession> session, TimeSpan age, Actor actor, CancellationToken ct)
    {
        var since = clock.Now() - age;
        if (proved.TryGetValue(session, out var at) && at >= since)
        {
            return false;
        }

        var member = actor.Number;
        await using var db = await databases.CreateDbContextAsync(ct);
        return !await db.Set<MemberSession>().AnyAsync(s => s.Id == session && s.MemberId == member && s.EndedAt == null && s.SignedInAt >= since, ct);
    }

    /// <summary>Null when nothing is needed, or the password is right.</summary>
    public async Task<Problem?> RefuseAsync(Id<MemberSession> session, TimeSpan age, string password, Actor actor, CancellationToken ct)
    {
        if (!await NeededAsync(session, age, actor, ct))
        {
            return null;
        }

        if (password.Length == 0)
        {
            return Problem.Invalid(Field, "You signed in a while ago. Give your password again.");
        }

        if (await own.RefuseAsync(actor.Number, password, Field, ct) is { } problem)
        {
            return problem;
        }

        if (proved.Count >= MostKept)
        {
            proved.Clear(); // whoever is forgotten is asked once more
        }

        proved[session] = clock.Now();
        return null;
    }
}
