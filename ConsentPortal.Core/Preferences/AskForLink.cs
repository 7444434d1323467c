using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>"I lost the mail": writes down that somebody wants the preference link of an address. The same row for known and unknown
/// addresses; who is known gets the link by mail or text message, everybody else gets nothing.</summary>
public sealed class AskForLink(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, IdSource ids, TimeProvider clock)
{
    /// <param name="Profile">Its code.</param>
    /// <param name="Address">An email address, or a number with its country code.</param>
    public sealed record Command(string Profile, string Address, string Language);

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

        var address = Text.Clean(command.Address);
        if (address.Length > ContactPoint.AddressMaxLength || !ContactPointKey.TryParse(ContactPointKey.Guess(address), address, out _))
        {
            return Problem.Invalid("address", "Write an email address like ann@example.com, or a number with its country code like +49 30 1234567.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(new PublicWish { Id = ids.Next<PublicWish>(), Kind = WishKind.Link, ProfileId = profile.Id, Language = command.Language, Address = address, At = clock.Now() });
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
