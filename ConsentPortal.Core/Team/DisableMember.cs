using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Shuts a member out at once. Nothing of theirs is deleted: the audit trail goes on naming them.</summary>
public sealed class DisableMember(MemberChanges members)
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
            if (actor.Refuse(member) is { } refused)
            {
                return refused;
            }

            if (!member.Disabled)
            {
                member.Disabled = true;
                member.EndSessions();
                db.Announce(new MemberEvent("member.disabled", member, new ChangeList().Add("Disabled", false, true)), actor);
            }

            return new Done();
        }, ct);
    }
}
