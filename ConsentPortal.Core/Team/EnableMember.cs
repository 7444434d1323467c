using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Lets a disabled member in again, with the role and password they had, and lifts a lock.</summary>
public sealed class EnableMember(MemberChanges members)
{
    public sealed record Command(long Member);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Refuse() is { } forbidden)
        {
            return forbidden;
        }

        return await members.RunAsync<Done>(command.Member, (db, member) =>
        {
            if ((actor.Refuse(member) ?? actor.Refuse(new RoleChoice(member.Role, member.OwnContactsOnly, member.MayImport, member.MaySegment))) is { } refused)
            {
                return refused;
            }

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
