using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The code of one more address was typed in: it is the person's. A new one is added to their record (no consent changes), and
/// the way to its choices is given: its own preference link.</summary>
public sealed class ProveOwnAddress(WriteQueue queue, AddressProofs proofs, CheckAddressCode codes, ContactPoints points, LinkBack back)
{
    /// <param name="Proof">Of the link's own address.</param>
    /// <param name="ProfileId">The profile whose page it is.</param>
    public sealed record Command(PreferenceLink Link, string Proof, Id<ContactPoint> PointId, string Code, Id<ComplianceProfile> ProfileId);

    /// <param name="Token">The preference link of the proved address; null where the profile has nothing to choose from.</param>
    /// <param name="Added">It was not on file before.</param>
    public sealed record View(string Masked, string? Token, bool Added);

    /// <summary>Proof and code together are the authority.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (await RefusalAsync(command, ct) is { } problem)
        {
            return problem;
        }

        var checkedCode = await codes.RunAsync(new(command.PointId, command.Code, OwnDetails.OtherUse), actor, ct);
        if (!checkedCode.Ok)
        {
            return checkedCode.Problem!;
        }

        var way = await back.OfAsync(command.PointId, command.ProfileId, ct);
        return await queue.RunAsync(session => AddAsync(session, command, way?.Token, actor, ct), ct: ct);
    }

    // before the code is used up
    private Task<Problem?> RefusalAsync(Command command, CancellationToken ct) => queue.RunAsync<Problem?>(async session =>
        !OwnDetails.IsProved(proofs, command.Link, command.Proof, session.Now) ? new(Refusal.Forbidden, OwnDetails.NotProved)
            : await OnePersonAsync(await session.DbAsync(ct), command.Link, ct), ct: ct);

    private static async Task<Problem?> OnePersonAsync(PortalDb db, PreferenceLink link, CancellationToken ct)
    {
        var (person, _) = await OwnDetails.PersonAsync(db, link, ct);
        return person.IsNone ? Problem.NotFound(OwnDetails.NotOne) : await RestrictedPeople.RefuseAsync(db, person, ct) is null ? null : Problem.NotFound(OwnDetails.NotOne);
    }

    private async ValueTask<Outcome<View>> AddAsync(WriteSession session, Command command, string? token, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var (id, _) = await OwnDetails.PersonAsync(db, command.Link, ct);
        var person = await db.Set<Contact>().Include(c => c.Links.Where(l => l.Until == null)).FirstOrDefaultAsync(c => c.Id == id, ct);
        var point = await db.Set<ContactPoint>().FirstOrDefaultAsync(p => p.Id == command.PointId, ct);
        if (person is null || point?.Canonical is not { } address)
        {
            return Problem.NotFound(OwnDetails.NotOne);
        }

        var added = points.Link(person, point, session.Now);
        if (added)
        {
            person.Touch(session.Now);
            db.Announce(ContactEvent.Of("contact.address_added", person, [new(Word.Of(point.Channel), null, address)]), actor);
            await db.SaveChangesAsync(ct);
        }

        return new View(ContactPointKey.Mask(point.Channel, address), token, added);
    }
}
