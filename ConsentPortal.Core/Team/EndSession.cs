using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Ends one session, or all but one, of oneself or (administrators) of a member. Its cookie is void with the next request, its open
/// pages with the next act or within ten seconds.</summary>
public sealed class EndSession(MemberChanges members, TimeProvider clock)
{
    /// <param name="Session">None = all but <paramref name="Keep"/>.</param>
    public sealed record Command(long Member, Id<MemberSession> Session = default, Id<MemberSession> Keep = default);

    /// <summary>How many ended.</summary>
    public sealed record View(int Ended);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (OwnAccounts.Refuse(command.Member, actor) is { } forbidden)
        {
            return forbidden;
        }

        return await members.RunAsync<View>(command.Member, async (db, member) =>
        {
            var live = await db.Set<MemberSession>().Where(s => s.MemberId == member.Id && s.EndedAt == null && s.Id != command.Keep && (command.Session == default || s.Id == command.Session)).ToListAsync(ct);
            var now = clock.Now();
            live.ForEach(s => s.EndedAt = now);
            if (live.Count > 0)
            {
                db.Announce(new MemberEvent("member.session_ended", member), actor);
            }

            return new View(live.Count);
        }, ct);
    }
}
