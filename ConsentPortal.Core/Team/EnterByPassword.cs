using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>What the door has to do next.</summary>
public enum NextStep
{
    /// <summary>Wrong, locked, disabled or unknown: the visitor learns none of these apart.</summary>
    Refuse,
    Open,
    AskForCode,

    /// <summary>The role needs a second factor, and there is none yet.</summary>
    SetUpFirst,

    /// <summary>The role needs a second factor, and a passkey is the only one.</summary>
    AskForPasskey,
}

/// <summary>Judges an address and a password. The try is counted before it is judged; a right password opens nothing where a second
/// factor stands behind it.</summary>
public sealed class EnterByPassword(IDbContextFactory<PortalDb> databases, MemberChanges members, IPasswordHasher<TeamMember> hasher, ILookupNormalizer normalizer, IdSource ids, TimeProvider clock)
{
    public sealed record Command(string Email, string Password, SignInVisit Visit);

    /// <param name="Member">Null unless the password is right.</param>
    /// <param name="Locked">The id of the member whose account this try locked.</param>
    public sealed record View(NextStep Next, TeamMember? Member = null, long? Locked = null);

    private sealed record Try(bool Taken, bool Locks);

    public async Task<View> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind is ActorKind.Application or ActorKind.Import || await FindAsync(command.Email, ct) is not { } known)
        {
            return new(NextStep.Refuse);
        }

        var counted = await members.TryAsync(known.Id, (_, member) => Task.FromResult(Take(member)), ct);
        if (counted is not { Taken: true })
        {
            return new(NextStep.Refuse);
        }

        // hashing takes a tenth of a second: never while the writer waits
        var verified = hasher.VerifyHashedPassword(known, known.PasswordHash!, command.Password);
        if (verified == PasswordVerificationResult.Failed)
        {
            var result = counted.Locks ? SignInResult.Locked : SignInResult.WrongPassword;
            await members.TryAsync(known.Id, (db, _) => Task.FromResult(command.Visit.Note(db, known.Id, result, SignInWay.Password, ids, clock.Now())), CancellationToken.None); // who hangs up is noted all the same
            return new(NextStep.Refuse, Locked: counted.Locks ? known.Id : null);
        }

        var fresh = verified == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(known, command.Password) : null;
        await members.TryAsync(known.Id, (_, member) => Task.FromResult(TakeBack(member, known, counted.Locks, fresh)), CancellationToken.None);
        return new(await NextAsync(known, ct), known);
    }

    private async Task<TeamMember?> FindAsync(string email, CancellationToken ct)
    {
        var normal = normalizer.NormalizeEmail(Text.Clean(email));
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(m => m.NormalizedEmail == normal && !m.Disabled && m.PasswordHash != null, ct);
    }

    private Try Take(TeamMember member) => member.Disabled || member.IsLocked(clock.Now()) ? new(false, false) : new(true, member.CountTry(clock.Now()));

    private static TeamMember TakeBack(TeamMember member, TeamMember known, bool locks, string? hash)
    {
        member.TakeBackTry(locks);
        member.PasswordHash = hash is not null && member.SecurityStamp == known.SecurityStamp ? hash : member.PasswordHash;
        return member;
    }

    private async Task<NextStep> NextAsync(TeamMember member, CancellationToken ct)
    {
        if (member.TwoFactorEnabled)
        {
            return NextStep.AskForCode;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await SecondFactorRule.NeedsAsync(db, member.Role, ct))
        {
            return NextStep.Open;
        }

        return await db.Set<IdentityUserPasskey<long>>().AnyAsync(p => p.UserId == member.Id, ct) ? NextStep.AskForPasskey : NextStep.SetUpFirst;
    }
}
