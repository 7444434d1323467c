using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Another name for one of one's own passkeys.</summary>
public sealed class RenamePasskey(MemberChanges members)
{
    public sealed record Command(string Passkey, string Name);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        var name = Text.Clean(command.Name);
        if ((actor.IsNobody() ?? AddPasskey.RefuseName(name, "PasskeyNewName")) is { } problem)
        {
            return problem;
        }

        var id = FindPasskeys.Read(command.Passkey);
        return await members.RunAsync<Done>(actor.Number, async (db, member) =>
        {
            if (await db.Set<IdentityUserPasskey<long>>().FirstOrDefaultAsync(p => p.UserId == member.Id && p.CredentialId == id, ct) is not { } known)
            {
                return Problem.NotFound("There is no such passkey.");
            }

            var changes = new ChangeList().Add("Passkey", known.Data.Name, name);
            if (changes.Any)
            {
                known.Data.Name = name;
                db.Announce(new MemberEvent("member.passkey_renamed", member, changes), actor);
            }

            return new Done();
        }, ct);
    }
}
