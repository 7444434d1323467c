using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Mails a code to the address of a request, or to the new one that it proposes. A newer code takes the place of an older one.</summary>
public sealed class SendRequestCode(WriteQueue queue, IdSource ids, KeyRings rings, RequestLetters letters, AddressHasher hasher)
{
    /// <summary>The words are those of every other code.</summary>
    public static readonly MailKind Mail = SendAddressCode.Mail with { Code = "request_code" };

    /// <summary>To a proposed address: who reads it may never have heard of us.</summary>
    public static readonly MailKind NewAddress = new("request_new_address", new("CodeSubject", "sender"), "",
        [new("Hello"), new("RequestNewAddress", "number", "sender"), MailLine.Place("code"), new("CodeUntil"), new("CodeNotYou")], [new("number", PlaceShape.Word, Required: false, "2026-0042"), new("code", PlaceShape.Word, Required: true, "123456")]);

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

        if (await AimAsync(db, request, command.Use, ct) is not { } aim)
        {
            return Problem.Conflict("This request needs no code now.");
        }

        if (await TooManyAsync(db, request, command.Use, aim.KeyHash, session.Now, ct))
        {
            return AskOutcome.TooMany;
        }

        var code = OneTimeCode.New();
        if (!await letters.AddAsync(db, request, new(aim.Kind, v => v.With("code", code)) { To = aim.To, KeyHash = aim.To is null ? null : aim.KeyHash }, ct))
        {
            return AskOutcome.Unreachable;
        }

        await db.Set<RequestCode>().Where(c => c.RequestId == request.Id && c.Use == command.Use && c.ClosedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, session.Now), ct);
        await db.Set<RequestCode>().Where(c => c.SentAt < session.Now - RequestCode.Kept).ExecuteDeleteAsync(ct);
        var (key, secret) = rings.Secrets.Current;
        var id = ids.Next<RequestCode>();
        db.Add(new RequestCode { Id = id, RequestId = request.Id, Use = command.Use, KeyHash = aim.KeyHash, HashKey = key, CodeHash = OneTimeCode.HashOf(secret, id.Value, code), SentAt = session.Now });
        await db.SaveChangesAsync(ct);
        return AskOutcome.Sent;
    }

    /// <summary>It still waits for the person to show who they are.</summary>
    internal static bool MayShow(PrivacyRequest request) => RequestStates.May(request.State, RequestState.Verified, request.Kind);

    // null where the request needs no such code
    private async Task<Aim?> AimAsync(PortalDb db, PrivacyRequest request, RequestCodeUse use, CancellationToken ct)
    {
        if (use != RequestCodeUse.NewEmail)
        {
            return use == RequestCodeUse.Identity && !MayShow(request) ? null : new(Mail, request.KeyHash, null);
        }

        return await NewAddresses.WaitingAsync(db, request, ct) is { } to && ContactPointKey.TryParse(Channel.Email, to, out var key) ? new(NewAddress, hasher.Of(key).ToBytes(), to) : null;
    }

    // somebody who opens many requests for one address gets no more codes sent there than with one
    private static async Task<bool> TooManyAsync(PortalDb db, PrivacyRequest request, RequestCodeUse use, byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        var (hour, day) = (now - TimeSpan.FromHours(1), now - TimeSpan.FromDays(1));
        return await db.Set<RequestCode>().CountAsync(c => c.KeyHash == hash && c.SentAt > hour, ct) >= AddressCode.MaxPerHour
            || await db.Set<RequestCode>().CountAsync(c => c.RequestId == request.Id, ct) >= RequestCode.MaxPerRequest
            || (use == RequestCodeUse.NewEmail && await db.Set<RequestCode>().CountAsync(c => c.KeyHash == hash && c.Use == use && c.SentAt > day, ct) >= NewAddresses.MaxPerDay);
    }

    private sealed record Aim(MailKind Kind, byte[] KeyHash, string? To);
}
