using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

/// <summary>A new password for somebody who knows the old one. Ends their other sessions.</summary>
public sealed class ChangeOwnPassword(ReadMember read, MemberChanges members, OwnPassword password, IPasswordHasher<TeamMember> hasher)
{
    /// <param name="Keep">The session in which it is done: it goes on.</param>
    public sealed record Command(string Current, string New, Id<MemberSession> Keep = default);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        if (await read.RunAsync(actor.Number, ct) is not { } known)
        {
            return Problem.Forbidden();
        }

        if (await password.RefuseAsync(actor.Number, command.Current, "Current", ct) is { } wrong)
        {
            return wrong;
        }

        if (PasswordRules.Refuse(command.New, known, "New") is { } weak)
        {
            return weak;
        }

        var hash = hasher.HashPassword(known, command.New);
        return await members.RunAsync<Done>(actor.Number, (db, member) =>
        {
            if (member.SecurityStamp != known.SecurityStamp)
            {
                return Problem.Conflict("Your account was changed meanwhile. Sign in again.");
            }

            member.PasswordHash = hash;
            member.EndSessions();
            db.Announce(new MemberEvent("member.password_changed", member), actor);
            return new Done();
        }, ct, command.Keep);
    }
}
