using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Sends a code to one more address of a person who has proved the link's own: one that is on file, or one they type. Typing an
/// address stores it and nothing else: no consent, no link to anybody.</summary>
public sealed class AskOwnAddress(WriteQueue queue, Rulebooks rulebooks, AddressProofs proofs, ContactPoints points, SendAddressCode codes)
{
    public const string Field = "address";

    /// <param name="PointId">One of the person's own that is on file; none = the address that was typed.</param>
    public sealed record Command(PreferenceLink Link, string Proof, Id<ContactPoint> PointId, string Typed, string Language);

    /// <param name="Masked">Where a code was sent, if one could be: the answer is the same when none could.</param>
    public sealed record View(Id<ContactPoint> PointId, string Masked);

    /// <summary>The proof is the authority.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var rules = await rulebooks.FreshAsync(ct);
        return LinkScope.Of(rules, command.Link) is { } scope
            ? await queue.RunAsync(session => AskAsync(session, command, scope.Profile, ct), ct: ct) : Problem.NotFound(OwnDetails.NotOne);
    }

    private async ValueTask<Outcome<View>> AskAsync(WriteSession session, Command command, ComplianceProfile profile, CancellationToken ct)
    {
        if (!OwnDetails.IsProved(proofs, command.Link, command.Proof, session.Now))
        {
            return new Problem(Refusal.Forbidden, OwnDetails.NotProved);
        }

        var db = await session.DbAsync(ct);
        var (person, _) = await OwnDetails.PersonAsync(db, command.Link, ct);
        if (person.IsNone)
        {
            return Problem.NotFound(OwnDetails.NotOne);
        }

        var point = await (command.PointId.IsNone ? TypedAsync(db, command.Typed, session.Now, ct) : OnFileAsync(db, person, command.PointId, ct));
        if (point?.Canonical is not { } address || point.Id == command.Link.PointId)
        {
            return Problem.Invalid(Field, ContactPoints.Mend(Channel.Email));
        }

        await db.SaveChangesAsync(ct);
        await codes.SendAsync(session, new(point.Id, profile, command.Language, OwnDetails.OtherUse), ct);
        return new View(point.Id, ContactPointKey.Mask(point.Channel, address));
    }

    private static Task<ContactPoint?> OnFileAsync(PortalDb db, Id<Contact> person, Id<ContactPoint> id, CancellationToken ct)
        => db.Set<ContactPoint>().FirstOrDefaultAsync(p => p.Id == id && db.Set<ContactPointLink>().Any(l => l.PointId == id && l.ContactId == person && l.Until == null), ct);

    private async Task<ContactPoint?> TypedAsync(PortalDb db, string typed, DateTimeOffset now, CancellationToken ct)
    {
        var parsed = ContactPoints.Parse([new(ContactPointKey.Guess(typed), typed)], null, []);
        return parsed is [var address] ? await points.FindOrMakeAsync(db, address, now, ct) : null;
    }
}
