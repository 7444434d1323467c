using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

/// <summary>Asks a signed-in member for their password again, before what an open browser on a desk must not be enough for. Wrong ones count
/// as at the sign-in.</summary>
public sealed class OwnPassword(MemberChanges members, ReadMember read, IPasswordHasher<TeamMember> hasher, IdSource ids, TimeProvider clock)
{
    private sealed record Try(bool Taken, bool Locks);

    /// <summary>Null when it is right.</summary>
    internal async Task<Problem?> RefuseAsync(long id, string password, string field, CancellationToken ct)
    {
        var known = await read.RunAsync(id, ct);
        if (known is not { PasswordHash: not null, Disabled: false })
        {
            return Problem.Forbidden();
        }

        var counted = await members.TryAsync(id, (_, member) => Task.FromResult(member.IsLocked(clock.Now()) ? new Try(false, false) : new(true, member.CountTry(clock.Now()))), ct);
        if (counted is not { Taken: true })
        {
            return Problem.Invalid(field, "Too many wrong passwords. Wait fifteen minutes, then try again.");
        }

        if (hasher.VerifyHashedPassword(known, known.PasswordHash, password) == PasswordVerificationResult.Failed)
        {
            var result = counted.Locks ? SignInResult.Locked : SignInResult.WrongPassword;
            await members.TryAsync(id, (db, _) => Task.FromResult(new SignInVisit(null, null).Note(db, id, result, SignInWay.Password, ids, clock.Now())), ct);
            return Problem.Invalid(field, "This is not your password.");
        }

        await members.TryAsync(id, (_, member) => Task.FromResult(TakeBack(member, counted.Locks)), ct);
        return null;
    }

    private static TeamMember TakeBack(TeamMember member, bool locks)
    {
        member.TakeBackTry(locks);
        return member;
    }
}
