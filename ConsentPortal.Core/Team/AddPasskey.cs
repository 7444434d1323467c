using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Keeps a passkey that a member's device has just proved (the door has judged the proof).</summary>
public sealed class AddPasskey(MemberChanges members)
{
    public const int NameMaxLength = 60;

    /// <summary>Enough for every device somebody owns.</summary>
    public const int Most = 20;

    public sealed record Command(UserPasskeyInfo Passkey, string Name);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        var name = Text.Clean(command.Name);
        if ((actor.IsNobody() ?? RefuseName(name, "PasskeyName")) is { } problem)
        {
            return problem;
        }

        return await members.RunAsync<Done>(actor.Number, async (db, member) =>
        {
            if (await db.Set<IdentityUserPasskey<long>>().CountAsync(p => p.UserId == member.Id, ct) >= Most)
            {
                return Problem.Conflict("You have very many passkeys. Remove one first.", "PasskeyName");
            }

            if (await db.Set<IdentityUserPasskey<long>>().AnyAsync(p => p.CredentialId == command.Passkey.CredentialId, ct))
            {
                return Problem.Conflict("This passkey is known already.", "PasskeyName");
            }

            db.Add(Make(member.Id, command.Passkey, name));
            db.Announce(new MemberEvent("member.passkey_added", member, new ChangeList().Add<string?>("Passkey", null, name)), actor);
            return new Done();
        }, ct);
    }

    internal static Problem? RefuseName(string name, string field) => name.Length switch
    {
        0 => Problem.Invalid(field, "Give it a name, such as the device it lives on."),
        > NameMaxLength => Problem.Invalid(field, $"Use at most {NameMaxLength} characters."),
        _ => null,
    };

    private static IdentityUserPasskey<long> Make(long member, UserPasskeyInfo made, string name) => new()
    {
        UserId = member,
        CredentialId = made.CredentialId,
        Data = new()
        {
            Name = name, PublicKey = made.PublicKey, CreatedAt = made.CreatedAt, SignCount = made.SignCount, Transports = made.Transports, IsUserVerified = made.IsUserVerified,
            IsBackupEligible = made.IsBackupEligible, IsBackedUp = made.IsBackedUp, AttestationObject = made.AttestationObject, ClientDataJson = made.ClientDataJson,
        },
    };
}
