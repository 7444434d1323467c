using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>A one-time link for a member who has no password yet, or lost it. Earlier links and all sessions of theirs end with it.</summary>
public sealed class IssuePasswordLink(MemberChanges members, PasswordLinks links, TimeProvider clock)
{
    public sealed record Command(long Member);

    /// <summary>The token of the link, shown once.</summary>
    public sealed record View(string Token);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Refuse() is { } forbidden)
        {
            return forbidden;
        }

        return await members.RunAsync<View>(command.Member, (db, member) =>
        {
            if (actor.Refuse(member) is { } refused)
            {
                return refused;
            }

            if (member.Disabled)
            {
                return Problem.Conflict("This member is disabled. Enable them first.");
            }

            member.InvitedUntil = member.PasswordHash is null ? clock.Now() + PasswordLinks.Life : null;
            member.EndSessions();
            member.Unlock();
            db.Announce(new MemberEvent("member.password_link_issued", member), actor);
            return new View(links.Write(member));
        }, ct);
    }
}
