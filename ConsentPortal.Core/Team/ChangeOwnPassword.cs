using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

/// <summary>A new password for somebody who knows the old one. Ends their other sessions.</summary>
public sealed class ChangeOwnPassword(ReadMember read, MemberChanges members, IPasswordHasher<TeamMember> hasher)
{
    public sealed record Command(string Current, string New);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        // hashing takes a tenth of a second: never while the writer waits
        var known = await read.RunAsync(actor.Number, ct);
        if (known?.PasswordHash is null || hasher.VerifyHashedPassword(known, known.PasswordHash, command.Current) == PasswordVerificationResult.Failed)
        {
            return Problem.Invalid("Current", "This is not your password.");
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
        }, ct);
    }
}
