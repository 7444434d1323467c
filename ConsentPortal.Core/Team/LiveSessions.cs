using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Whether a session still holds, asked for every request and act: it was not ended, its member is enabled, and neither role nor
/// password changed since.</summary>
public sealed class LiveSessions(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    private sealed record Found(TeamMember Member, DateTimeOffset LastSeenAt);

    /// <summary>The member; null when the session does not hold.</summary>
    /// <param name="seen">True for an act of the member, which keeps the session from growing old; false for a look of the portal itself.</param>
    public async Task<TeamMember?> MemberOfAsync(Id<MemberSession> session, long member, string? stamp, bool seen, CancellationToken ct)
    {
        var now = clock.Now();
        var since = now - MemberSession.Idle;
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Set<MemberSession>().AsNoTracking().Where(s => s.Id == session && s.MemberId == member && s.EndedAt == null && s.LastSeenAt > since)
            .Join(db.Users.AsNoTracking(), s => s.MemberId, m => m.Id, (s, m) => new Found(m, s.LastSeenAt)).FirstOrDefaultAsync(ct);
        if (found is not { Member: { Disabled: false } who } || who.SecurityStamp != stamp)
        {
            return null;
        }

        if (seen && now - found.LastSeenAt > SeenEvery)
        {
            var stale = now - SeenEvery; // a page asks for many files at once: one of them writes
            await db.Set<MemberSession>().Where(s => s.Id == session && s.EndedAt == null && s.LastSeenAt < stale).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), ct);
        }

        return who;
    }
}
