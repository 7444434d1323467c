using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Judges the second step: a code of the authenticator app, or a recovery code. Both are good once. Wrong ones count toward the
/// same lock as wrong passwords.</summary>
public sealed class EnterByCode(MemberChanges members, SecondFactorKeys keys, IdSource ids, TimeProvider clock)
{
    /// <param name="Stamp">The member's security stamp when the password was judged: a change since then voids the first step.</param>
    public sealed record Command(long Member, string Stamp, string Code, SignInVisit Visit);

    /// <param name="Way">Null = refused.</param>
    public sealed record View(SignInWay? Way, bool Locks = false);

    public async Task<View> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Kind is ActorKind.Application or ActorKind.Import ? new(null)
            : await members.TryAsync(command.Member, (db, member) => JudgeAsync(db, member, command, ct), ct) ?? new(null);

    private async Task<View> JudgeAsync(PortalDb db, TeamMember member, Command command, CancellationToken ct)
    {
        var now = clock.Now();
        if (member.Disabled || !member.TwoFactorEnabled || member.SecurityStamp != command.Stamp || member.IsLocked(now))
        {
            return new(null);
        }

        var locks = member.CountTry(now);
        var isRecovery = SecondFactorKeys.LooksLikeRecovery(command.Code);
        if (await (isRecovery ? TakeRecoveryAsync(db, member.Id, command.Code, now, ct) : TakeCodeAsync(db, member.Id, command.Code, now, ct)))
        {
            member.TakeBackTry(locks);
            return new(isRecovery ? SignInWay.RecoveryCode : SignInWay.Authenticator);
        }

        command.Visit.Note(db, member.Id, locks ? SignInResult.Locked : SignInResult.WrongCode, isRecovery ? SignInWay.RecoveryCode : SignInWay.Authenticator, ids, now);
        return new(null, locks);
    }

    private async Task<bool> TakeCodeAsync(PortalDb db, long member, string code, DateTimeOffset now, CancellationToken ct)
    {
        var app = await db.Set<Authenticator>().FirstOrDefaultAsync(a => a.MemberId == member, ct);
        if (app is null || keys.Open(member, app.Secret) is not { } secret || Totp.Find(secret, code, now, app.LastStep) is not { } step)
        {
            return false;
        }

        app.LastStep = step;
        return true;
    }

    private async Task<bool> TakeRecoveryAsync(PortalDb db, long member, string code, DateTimeOffset now, CancellationToken ct)
    {
        var left = await db.Set<RecoveryCode>().Where(c => c.MemberId == member && c.UsedAt == null).ToListAsync(ct);
        if (left.FirstOrDefault(c => keys.IsSame(member, code, c.Hash)) is not { } used)
        {
            return false;
        }

        used.UsedAt = now;
        return true;
    }
}
