using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Gives a member another role or other choices within it. Their sessions end at once, so that no page shows what they lost.</summary>
public sealed class ChangeRole(MemberChanges members)
{
    public sealed record Command(long Member, RoleChoice Choice)
    {
        /// <summary>What the caller saw: a conflict where it is another by now. Null = whatever it is.</summary>
        public RoleChoice? Was { get; init; }
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if ((actor.Refuse() ?? command.Choice.Refuse() ?? actor.Refuse(command.Choice)) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<Done>(command.Member, (db, member) =>
        {
            if ((actor.Refuse(member) ?? Stale(command, member)) is { } refused)
            {
                return refused;
            }

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

    private static Problem? Stale(Command command, TeamMember member) => command.Was is { } was && was != new RoleChoice(member.Role, member.OwnContactsOnly, member.MayImport, member.MaySegment)
        ? Problem.Conflict("Somebody changed this role meanwhile. Look at it again.", "version") : null;
}
