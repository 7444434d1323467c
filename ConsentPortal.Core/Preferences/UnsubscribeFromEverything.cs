using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The one button: every commercial, tracking and data-use purpose of the profile is opted out at this address; for all brands
/// a marketing suppression is added. Receipts and service messages go on.</summary>
public sealed class UnsubscribeFromEverything(IDbContextFactory<PortalDb> databases, WriteQueue queue, EverythingWriter writer, Rulebooks rulebooks, AddressHasher hasher)
{
    /// <param name="Signs">Why it looked like a mail scanner: done all the same, and the address is told. Null or empty: it did not.</param>
    public sealed record Command(PreferenceLink Link, Visitor Visitor, bool AllBrands, IReadOnlyList<ScannerSign>? Signs = null)
    {
        internal IReadOnlyList<ScannerSign> SignsSeen => Signs ?? [];
    }

    public sealed record View(ComplianceProfile Profile, SavedChoices Saved);

    /// <summary>The link is the authority; works for an erased address and an inactive profile too.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (LinkScope.Of(rules, command.Link) is not { } scope)
        {
            throw new InvalidOperationException("The portal has no profile.");
        }

        List<ContactPoint> points;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            points = await LinkPoints.OfAsync(db, command.Link, hasher, ct);
        }

        StopEverything stop = new(command, scope.Profile, [.. scope.Everything(rules)], points);
        return new View(scope.Profile, await queue.RunAsync(session => writer.WriteAsync(session, stop, actor, CancellationToken.None), ct: CancellationToken.None));
    }
}
