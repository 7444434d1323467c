using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Makes an authenticator app the second step of a member's sign-in, once a code has proved that the app holds the key. A new app
/// takes the place of the one before. Ends the member's other sessions.</summary>
public sealed class TurnOnAuthenticator(MemberChanges members, AuthenticatorSetups setups, SecondFactorKeys keys, RecoveryCodes codes, OwnPassword password, TimeProvider clock)
{
    /// <param name="Password">Null where the door has judged the password a moment ago and there is no session yet.</param>
    /// <param name="Keep">The session in which it is done.</param>
    /// <param name="Stamp">The member's security stamp when the door judged the password; needed where that is null.</param>
    public sealed record Command(string Ticket, string Code, string? Password, Id<MemberSession> Keep = default, string? Stamp = null);

    /// <summary>The recovery codes, shown once.</summary>
    public sealed record View(IReadOnlyList<string> Codes);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        if (setups.SecretOf(actor.Number, command.Ticket) is not { } secret)
        {
            return Problem.Invalid("Code", "This took longer than half an hour. Here is a fresh key: remove the old entry from your app and add this one.");
        }

        if (Totp.Find(secret, command.Code, clock.Now(), 0) is not { } step)
        {
            return Problem.Invalid("Code", "This is not the code that the app shows now. Check that the clock of your device is right, and type the newest code.");
        }

        if (command.Password is not null && await password.RefuseAsync(actor.Number, command.Password, "Password", ct) is { } wrong)
        {
            return wrong;
        }

        return await members.RunAsync<View>(actor.Number, (db, member) => SaveAsync(db, member, new(command, secret, step), actor, ct), ct, command.Keep);
    }

    private sealed record Proved(Command Command, byte[] Secret, long Step);

    private async Task<Outcome<View>> SaveAsync(PortalDb db, TeamMember member, Proved proved, Actor actor, CancellationToken ct)
    {
        if (member.Disabled || (proved.Command.Password is null && (member.TwoFactorEnabled || member.SecurityStamp != proved.Command.Stamp)))
        {
            return Problem.Conflict("Your account was changed meanwhile. Sign in again.");
        }

        db.RemoveRange(await db.Set<Authenticator>().Where(a => a.MemberId == member.Id).ToListAsync(ct));
        await db.SaveChangesAsync(ct); // the same key may not go and come in one statement
        db.Add(new Authenticator { MemberId = member.Id, Secret = keys.Seal(member.Id, proved.Secret), LastStep = proved.Step, CreatedAt = clock.Now() });
        var shown = await codes.ReplaceAsync(db, member.Id, ct);
        member.TwoFactorEnabled = true;
        member.EndSessions();
        db.Announce(new MemberEvent("member.authenticator_on", member), actor);
        return new View(shown);
    }
}
