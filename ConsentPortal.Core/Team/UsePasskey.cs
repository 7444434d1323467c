using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Writes down that a passkey was used: its counter tells a copied key (WebAuthn level 3, 6.1.1). The door has judged the proof; a
/// counter that somebody else moved as far meanwhile, a removed passkey and a changed member are refused.</summary>
public sealed class UsePasskey(MemberChanges members)
{
    /// <param name="Stamp">The member's security stamp when the proof was judged.</param>
    public sealed record Command(long MemberId, string Stamp, UserPasskeyInfo Passkey);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => members.RunAsync<Done>(command.MemberId, async (db, member) =>
        {
            var mine = await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == member.Id).ToListAsync(ct);
            var known = mine.FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(command.Passkey.CredentialId));
            if (known is null || member.Disabled || member.SecurityStamp != command.Stamp || IsOld(known.Data.SignCount, command.Passkey.SignCount))
            {
                return Problem.Conflict("This passkey cannot be used any more. Sign in in another way.");
            }

            (known.Data.SignCount, known.Data.IsBackedUp) = (command.Passkey.SignCount, command.Passkey.IsBackedUp);
            return new Done();
        }, ct);

    // many devices do not count: theirs stays nought
    private static bool IsOld(uint stored, uint shown) => (stored, shown) is not (0, 0) && shown <= stored;
}
