using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Gives a member another role or other choices within it. Their sessions end at once, so that no page shows what they lost.</summary>
public sealed class ChangeRole(MemberChanges members)
{
    public sealed record Command(long Member, RoleChoice Choice);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if ((actor.Lacks(Permission.ManageTeam) ?? command.Choice.Refuse()) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<Done>(command.Member, (db, member) =>
        {
            var (role, own, import, segment) = (member.Role, member.OwnContactsOnly, member.MayImport, member.MaySegment);
            member.Take(command.Choice);
            var changes = new ChangeList().Add("Role", role, member.Role).Add("OwnContactsOnly", own, member.OwnContactsOnly)
                .Add("MayImport", import, member.MayImport).Add("MaySegment", segment, member.MaySegment);
            if (changes.Any)
            {
                member.EndSessions();
                db.Announce(new MemberEvent("member.role_changed", member, changes), actor);
            }

            return new Done();
        }, ct);
    }
}
