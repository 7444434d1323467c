using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Makes one of one's own passkeys useless, and ends the member's other sessions: the device may be gone. The last second factor of somebody whose role needs one stays.</summary>
public sealed class RemovePasskey(MemberChanges members)
{
    /// <param name="Keep">The session in which it is done.</param>
    public sealed record Command(string Passkey, Id<MemberSession> Keep = default);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        var id = FindPasskeys.Read(command.Passkey);
        return await members.RunAsync<Done>(actor.Number, async (db, member) =>
        {
            var mine = await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == member.Id).ToListAsync(ct);
            if (mine.FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(id)) is not { } known)
            {
                return Problem.NotFound("There is no such passkey.");
            }

            if (mine.Count == 1 && !member.TwoFactorEnabled && await SecondFactorRule.NeedsAsync(db, member.Role, ct))
            {
                return Problem.Conflict("Your role needs a second factor, and this is your only one. Set up an authenticator app or another passkey first.");
            }

            db.Remove(known);
            member.EndSessions();
            db.Announce(new MemberEvent("member.passkey_removed", member, new ChangeList().Add("Passkey", known.Data.Name, null)), actor);
            return new Done();
        }, ct, command.Keep);
    }
}
