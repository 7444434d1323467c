using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Chooses the words of a question: those to the person, or those to a child's guardian.</summary>
public sealed class ConfirmationLetters(ConfirmationMail person, GuardianMail guardian)
{
    internal static string Wording(ConfirmationAsk ask) => ask.ByGuardian ? GuardianMail.Wording(ask) : ConfirmationMail.Wording(ask);

    internal async ValueTask<Letter> WriteAsync(PortalDb db, ConfirmationAsk ask, string token, DateTimeOffset expires, CancellationToken ct)
    {
        if (!ask.ByGuardian)
        {
            return await person.WriteAsync(db, ask, token, expires, ct);
        }

        var child = await db.Set<ContactPoint>().AsNoTracking().FirstAsync(p => p.Id == ask.PointId, ct);
        return new(GuardianMail.Subject(ask), guardian.Body(ask, child.Canonical is { } address ? ContactPointKey.Mask(child.Channel, address) : "–", token, expires));
    }
}
