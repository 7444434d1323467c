using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Chooses the words of a question: those to the person, those to a child's guardian, those of a renewal.</summary>
public sealed class ConfirmationLetters(ConfirmationMail person, GuardianMail guardian, RenewalMail renewal)
{
    internal static string Wording(ConfirmationAsk ask)
        => ask.Kind == ConsentRequestKind.Renewal ? RenewalMail.Wording(ask) : ask.ByGuardian ? GuardianMail.Wording(ask) : ConfirmationMail.Wording(ask);

    /// <summary>The mail, ready to be queued. Only a renewal can be refused: it is commercial, and the profile may lack what such mail must carry.</summary>
    internal async ValueTask<Outcome<SendEmail.Command>> WriteAsync(PortalDb db, ConfirmationAsk ask, AskLetter letter, CancellationToken ct)
    {
        if (ask.Kind == ConsentRequestKind.Renewal)
        {
            return await renewal.WriteAsync(db, ask, letter, ct);
        }

        if (!ask.ByGuardian)
        {
            return await person.WriteAsync(db, ask, letter, ct);
        }

        var child = await db.Set<ContactPoint>().AsNoTracking().FirstAsync(p => p.Id == ask.PointId, ct);
        return await guardian.WriteAsync(db, ask, child.Canonical is { } address ? ContactPointKey.Mask(child.Channel, address) : "–", letter, ct);
    }
}

/// <summary>Where a question goes, the link that answers it and until when, and whether it was asked before.</summary>
internal sealed record AskLetter(string To, string Token, DateTimeOffset Expires, bool Reminds = false);
