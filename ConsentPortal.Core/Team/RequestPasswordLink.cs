using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Somebody says that they lost the password of this address. Changes nothing, so that a stranger can neither end a session nor
/// void a link; the token goes to the address alone.</summary>
public sealed class RequestPasswordLink(IDbContextFactory<PortalDb> databases, PasswordLinks links, ILookupNormalizer normalizer)
{
    public sealed record Command(string Email);

    /// <summary>Whom to write, in which language, and the token.</summary>
    public sealed record View(long Member, string Email, string Language, string Token);

    /// <summary>Not found for an address that no enabled member has. The door must not let the visitor see which it was.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind is ActorKind.Application or ActorKind.Import)
        {
            return Problem.Forbidden();
        }

        var email = normalizer.NormalizeEmail(Text.Clean(command.Email));
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(m => m.NormalizedEmail == email && !m.Disabled, ct);
        return member is null ? Problem.NotFound("There is no such member.") : new View(member.Id, member.Email!, member.Language, links.Write(member));
    }
}
