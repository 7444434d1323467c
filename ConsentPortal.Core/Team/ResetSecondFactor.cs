using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>For a member who lost their telephone: takes app, recovery codes and passkeys away, ends their sessions, and keeps the reason in
/// the audit trail. Nobody does it for themselves: an open browser on a desk must not be enough.</summary>
public sealed class ResetSecondFactor(MemberChanges members)
{
    public const int ReasonMaxLength = 500;

    public sealed record Command(long Member, string Reason);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageTeam) is { } forbidden)
        {
            return forbidden;
        }

        var reason = Text.Clean(command.Reason);
        if (reason.Length is 0 or > ReasonMaxLength)
        {
            return Problem.Invalid("Reason", reason.Length == 0 ? "Say why, and how you know that it is them who ask." : $"Use at most {ReasonMaxLength} characters.");
        }

        if (command.Member == actor.Number)
        {
            return Problem.Conflict("You cannot do this for yourself. Use My account, or ask another administrator.", "Reason");
        }

        return await members.RunAsync<Done>(command.Member, async (db, member) =>
        {
            await TurnOffAuthenticator.ForgetAsync(db, member, ct);
            db.RemoveRange(await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == member.Id).ToListAsync(ct));
            member.EndSessions();
            member.Unlock();
            db.Announce(new MemberEvent("member.second_factor_reset", member, new ChangeList().Add<string?>("Reason", null, reason)), actor);
            return new Done();
        }, ct);
    }
}
