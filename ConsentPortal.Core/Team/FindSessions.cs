using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Where a member is signed in now, newest first: for themselves, and for administrators.</summary>
public sealed class FindSessions(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private const int MaxRows = 100;

    public sealed record Rows(IReadOnlyList<Row> Items);

    /// <param name="Ip">Null once forgotten.</param>
    public sealed record Row(Id<MemberSession> Id, SignInWay Way, string Device, string Network, string? Ip, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt);

    public async Task<Outcome<Rows>> RunAsync(long member, Actor actor, CancellationToken ct)
    {
        if (OwnAccounts.Refuse(member, actor) is { } forbidden)
        {
            return forbidden;
        }

        var since = clock.Now() - MemberSession.Idle;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<MemberSession>().AsNoTracking().Where(s => s.MemberId == member && s.EndedAt == null && s.LastSeenAt > since).OrderByDescending(s => s.LastSeenAt).Take(MaxRows)
            .Select(s => new Row(s.Id, s.Way, s.Device, s.Network, db.Set<SignInOrigin>().Where(o => o.Id == s.OriginId).Select(o => o.Ip).FirstOrDefault(), s.SignedInAt, s.LastSeenAt)).ToListAsync(ct);
        return new Rows(rows);
    }
}
