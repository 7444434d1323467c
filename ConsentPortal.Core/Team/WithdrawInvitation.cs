using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Takes an invitation back that nobody has followed yet: the link is void, and the address can be invited anew. The audit trail keeps
/// that there was one.</summary>
public sealed class WithdrawInvitation(MemberChanges members)
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

            if (member.PasswordHash is not null)
            {
                return Problem.Conflict("They have chosen a password meanwhile. Disable the member instead.");
            }

            db.Remove(member);
            db.Announce(new MemberEvent("member.invitation_withdrawn", member, new ChangeList().Add("Role", (Role?)member.Role, null)), actor);
            return new Done();
        }, ct);
    }
}
