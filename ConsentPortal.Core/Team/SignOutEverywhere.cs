using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Ends every session of the one who asks, on every machine: for a lost telephone or a borrowed computer.</summary>
public sealed class SignOutEverywhere(MemberChanges members)
{
    public sealed record Command;

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        return await members.RunAsync<Done>(actor.Number, (db, member) =>
        {
            member.EndSessions();
            db.Announce(new MemberEvent("member.sessions_ended", member), actor);
            return new Done();
        }, ct);
    }
}
