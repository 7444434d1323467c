using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

/// <summary>Sets a password by the one-time link, which is void from then on. The link is the authority, so the act counts as the
/// member's own, whoever the door says is asking.</summary>
public sealed class SetPassword(ReadMember read, MemberChanges members, PasswordLinks links, IPasswordHasher<TeamMember> hasher)
{
    public sealed record Command(string Token, string Password);

    /// <summary>True while the link can still be used: what a page asks before it shows a form.</summary>
    public async Task<bool> IsGoodAsync(string? token, CancellationToken ct) => links.IsGood(token, await read.RunAsync(links.MemberOf(token), ct));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        var known = await read.RunAsync(links.MemberOf(command.Token), ct);
        if (!links.IsGood(command.Token, known))
        {
            return Void();
        }

        if (PasswordRules.Refuse(command.Password, known!, "Password") is { } weak)
        {
            return weak;
        }

        var hash = hasher.HashPassword(known!, command.Password);
        return await members.RunAsync<Done>(known!.Id, (db, member) =>
        {
            if (!links.IsGood(command.Token, member))
            {
                return Void(); // used by another tab a moment ago
            }

            member.PasswordHash = hash;
            member.InvitedUntil = null;
            member.EmailConfirmed = true;
            member.EndSessions();
            member.Unlock();
            db.Announce(new MemberEvent("member.password_set", member), member.AsActor());
            return new Done();
        }, ct);
    }

    private static Problem Void() => Problem.NotFound("This link was used already, or its day is over. Ask for a new one.");
}
