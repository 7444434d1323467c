using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Mails a code to the address of a request. A newer code takes the place of an older one.</summary>
public sealed class SendRequestCode(WriteQueue queue, IdSource ids, KeyRings rings, RequestLetters letters)
{
    /// <summary>The words are those of every other code.</summary>
    public static readonly MailKind Mail = SendAddressCode.Mail with { Code = "request_code" };

    public sealed record Command(Id<PrivacyRequest> Id, RequestCodeUse Use);

    /// <summary>A public page says the same whatever comes out. The link to the request's page is the authority.</summary>
    public async Task<Outcome<AskOutcome>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        return await queue.RunAsync(session => SendAsync(session, command, ct), ct: ct);
    }

    private async ValueTask<Outcome<AskOutcome>> SendAsync(WriteSession session, Command command, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == command.Id, ct) is not { } request)
        {
            return Problem.NotFound("There is no such request.");
        }

        if (command.Use == RequestCodeUse.Identity && !MayShow(request))
        {
            return Problem.Conflict("This request needs no code now.");
        }

        if (await TooManyAsync(db, request, session.Now, ct))
        {
            return AskOutcome.TooMany;
        }

        var code = OneTimeCode.New();
        if (!await letters.AddAsync(db, request, new(Mail, v => v.With("code", code)), ct))
        {
            return AskOutcome.Unreachable;
        }

        await db.Set<RequestCode>().Where(c => c.RequestId == request.Id && c.Use == command.Use && c.ClosedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, session.Now), ct);
        await db.Set<RequestCode>().Where(c => c.SentAt < session.Now - RequestCode.Kept).ExecuteDeleteAsync(ct);
        var (key, secret) = rings.Secrets.Current;
        var id = ids.Next<RequestCode>();
        db.Add(new RequestCode { Id = id, RequestId = request.Id, Use = command.Use, KeyHash = request.KeyHash, HashKey = key, CodeHash = OneTimeCode.HashOf(secret, id.Value, code), SentAt = session.Now });
        await db.SaveChangesAsync(ct);
        return AskOutcome.Sent;
    }

    /// <summary>It still waits for the person to show who they are.</summary>
    internal static bool MayShow(PrivacyRequest request) => RequestStates.May(request.State, RequestState.Verified, request.Kind);

    // somebody who opens many requests for one address gets no more codes sent there than with one
    private static async Task<bool> TooManyAsync(PortalDb db, PrivacyRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - TimeSpan.FromHours(1);
        return await db.Set<RequestCode>().CountAsync(c => c.KeyHash == request.KeyHash && c.SentAt > since, ct) >= AddressCode.MaxPerHour
            || await db.Set<RequestCode>().CountAsync(c => c.RequestId == request.Id, ct) >= RequestCode.MaxPerRequest;
    }
}
