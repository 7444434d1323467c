using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The mail that says that a restriction ends (GDPR art. 18(3)): short, and with no reason in it, for others may read the mailbox.</summary>
public sealed class RestrictionNotice(MailWriter writer, SendEmail send)
{
    public const string Kind = "restriction_end";

    /// <summary>What an administrator may change of it.</summary>
    public static readonly MailKind Mail = new(Kind, new("RestrictionEndSubject", "number"), "",
        [new("Hello"), new("RestrictionEndIntro", "sender", "number"), new("RestrictionEndMeans"), new("RestrictionEndAsk")],
        [new("number", PlaceShape.Word, true, "2026-0042")]);

    /// <summary>Queues it in the case's own save; refused where no mail address of the person is known.</summary>
    internal async Task<Outcome<Id<Email>>> WriteAsync(RequestCase open, RequestRestriction restriction, ComplianceProfile profile, CancellationToken ct)
    {
        var points = open.Db.Set<ContactPointLink>().Where(l => l.ContactId == restriction.ContactId && l.Until == null).Select(l => l.PointId);
        var known = await open.Db.Set<ContactPoint>().AsNoTracking().Where(p => points.Contains(p.Id) && p.Channel == Channel.Email && p.ErasedAt == null).ToListAsync(ct);
        var point = known.Find(p => p.KeyHash.AsSpan().SequenceEqual(open.Request.KeyHash)) ?? known.OrderBy(p => p.Id).FirstOrDefault();
        if (point?.Address is not { } to)
        {
            return Problem.Invalid("toldBy", "We know no mail address of this person. Tell them otherwise and say how.");
        }

        var letter = await writer.WriteAsync(open.Db, Mail, ConfirmationMail.From(profile), open.Request.Language, new MailValues().With("number", open.Request.Number), ct);
        return send.Add(open.Db, new(Kind, to, letter.Subject, letter.Body, point.Id.Value));
    }
}
