using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Lets a disabled member in again, with the role and password they had, and lifts a lock.</summary>
public sealed class EnableMember(MemberChanges members)
{
    public sealed record Command(long Member);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageTeam) is { } forbidden)
        {
            return forbidden;
        }

        return await members.RunAsync<Done>(command.Member, (db, member) =>
        {
            if (member.Disabled)
            {
                member.Disabled = false;
                member.Unlock();
                db.Announce(new MemberEvent("member.enabled", member, new ChangeList().Add("Disabled", true, false)), actor);
            }

            return new Done();
        }, ct);
    }
}
