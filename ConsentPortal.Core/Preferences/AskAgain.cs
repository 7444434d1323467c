using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>"No mail arrived": writes down that what a sign-up form asked for is to be sent once more. The same row for every token.</summary>
public sealed class AskAgain(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, IdSource ids, TimeProvider clock)
{
    /// <param name="Profile">Its code.</param>
    /// <param name="Token">Of the answer page.</param>
    public sealed record Command(string Profile, string Token, string Language);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if ((await rulebooks.RecentAsync(ct)).Profile(command.Profile) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(new PublicWish { Id = ids.Next<PublicWish>(), Kind = WishKind.Again, ProfileId = profile.Id, Language = command.Language, TokenHash = SecretToken.Hash(command.Token), At = clock.Now() });
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
