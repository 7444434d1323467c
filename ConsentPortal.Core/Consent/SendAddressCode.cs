using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Sends a code to an address, by mail or as a text message. A newer code takes the place of an older one.</summary>
public sealed class SendAddressCode(WriteQueue queue, IdSource ids, KeyRings rings, SendEmail mail, MailWriter writer, SendText texts)
{
    public const string Kind = "address_code";

    /// <summary>What an administrator may change of the mail; the text message is fixed.</summary>
    public static readonly MailKind Mail = new(Kind, new("CodeSubject", "sender"), "",
        [new("Hello"), new("CodeIntro", "sender"), MailLine.Place("code"), new("CodeUntil"), new("CodeNotYou")], [new("code", PlaceShape.Word, Required: true, "123456")]);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="Use">What the code opens, such as <c>details</c>.</param>
    public sealed record Command(Id<ContactPoint> PointId, ComplianceProfile Profile, string Language, string Use);

    /// <summary>Public pages say the same whatever comes out: who asks must not learn whether an address is known.</summary>
    public async Task<Outcome<AskOutcome>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        return await queue.RunAsync<Outcome<AskOutcome>>(async session => await SendAsync(session, command, ct), ct: ct);
    }

    /// <summary>The same inside a job that writes something else as well.</summary>
    public async ValueTask<AskOutcome> SendAsync(WriteSession session, Command command, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == command.PointId, ct);
        if (point is not { Address: not null } || await ConfirmationRequests.IsForbiddenAsync(db, point, ct))
        {
            return AskOutcome.Unreachable;
        }

        var since = session.Now - TimeSpan.FromHours(1);
        var recent = await db.Set<AddressCode>().Where(c => c.PointId == point.Id && c.SentAt > since).ToListAsync(ct);
        if (recent.Count >= AddressCode.MaxPerHour)
        {
            return AskOutcome.TooMany;
        }

        var code = OneTimeCode.New();
        if (!await QueueAsync(db, command, point, code, ct))
        {
            return AskOutcome.Unreachable;
        }

        recent.Where(c => c.Use == command.Use).ToList().ForEach(c => c.Close(session.Now));
        var (key, secret) = rings.Secrets.Current;
        var id = ids.Next<AddressCode>();
        db.Add(new AddressCode { Id = id, PointId = point.Id, Use = command.Use, HashKey = key, CodeHash = OneTimeCode.HashOf(secret, id.Value, code), SentAt = session.Now });
        await db.SaveChangesAsync(ct);
        await db.Set<AddressCode>().Where(c => c.SentAt < session.Now - Kept).ExecuteDeleteAsync(ct);
        return AskOutcome.Sent;
    }

    private async ValueTask<bool> QueueAsync(PortalDb db, Command command, ContactPoint point, string code, CancellationToken ct)
    {
        var sender = ConfirmationMail.From(command.Profile);
        if (point.Channel.IsPhone())
        {
            return texts.Add(db, new(Kind, point.Canonical!, MailTexts.In(command.Language, "CodeText", code, sender.Name), point.Id.Value, AddressCode.Life)).Ok;
        }

        if (point.Channel != Channel.Email)
        {
            return false;
        }

        var letter = await writer.WriteAsync(db, Mail, sender, command.Language, new MailValues().With("code", code), ct);
        return mail.Add(db, new(Kind, point.Address!, letter.Subject, letter.Body, point.Id.Value)).Ok;
    }
}
