using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Somebody types in the code of a request. The right one is used up; for an identity the request is verified, for a new address that it was proved is noted, in the same transaction.</summary>
public sealed class CheckRequestCode(WriteQueue queue, KeyRings rings, RequestLinks links, IdSource ids, RequestSignal signal)
{
    private const string Field = "code";
    private const int MostRounds = 4;

    public sealed record Command(Id<PrivacyRequest> Id, RequestCodeUse Use, string Code);

    /// <summary>The proof for the forms that follow (<see cref="RequestLinks.IsProved"/>). A wrong code, or one that is used, replaced, out of date or of another
    /// request: invalid, with what to do.</summary>
    public async Task<Outcome<string>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (await TryAsync(command, actor, ct) is not { } at)
        {
            return Problem.Invalid(Field, "This code is not right, or no longer works. Look for the newest message, or ask for a new code.");
        }

        signal.Wake();
        return links.Prove(command.Id, command.Use, at + AddressProofs.Life);
    }

    private async Task<DateTimeOffset?> TryAsync(Command command, Actor actor, CancellationToken ct)
    {
        for (var n = 1; ; n++)
        {
            try
            {
                return await queue.RunAsync(session => CheckAsync(session, command, actor, ct), ct: ct);
            }
            catch (DbUpdateConcurrencyException) when (n < MostRounds)
            {
                // somebody worked on the case at the same moment: nothing was written, so the right code is judged again
            }
        }
    }

    private async ValueTask<DateTimeOffset?> CheckAsync(WriteSession session, Command command, Actor actor, CancellationToken ct)
    {
        var (db, now) = (await session.DbAsync(ct), session.Now);
        var sent = await db.Set<RequestCode>().AsNoTracking().Where(c => c.RequestId == command.Id && c.Use == command.Use && c.ClosedAt == null).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        if (sent is null || rings.Secrets.Find((byte)sent.HashKey) is not { } key)
        {
            return null;
        }

        // the try is counted before it is judged, by one statement: of any number at the same instant, in any number of processes, five are judged
        var live = db.Set<RequestCode>().Where(c => c.Id == sent.Id && c.ClosedAt == null && c.Tries < AddressCode.MaxTries && c.SentAt > now - AddressCode.Life);
        if (await live.ExecuteUpdateAsync(set => set.SetProperty(c => c.Tries, c => c.Tries + 1), ct) != 1 || !OneTimeCode.IsRight(key, sent.Id.Value, command.Code, sent.CodeHash))
        {
            return null;
        }

        await db.Set<RequestCode>().Where(c => c.Id == sent.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, now), ct);
        if (command.Use == RequestCodeUse.Identity && await db.Set<PrivacyRequest>().FirstOrDefaultAsync(r => r.Id == command.Id, ct) is { } request && SendRequestCode.MayShow(request))
        {
            new RequestCase(db, request, ids, now, actor).Move(RequestState.Verified);
            await db.SaveChangesAsync(ct);
        }

        else if (command.Use == RequestCodeUse.NewEmail && await db.Set<PrivacyRequest>().FirstOrDefaultAsync(r => r.Id == command.Id, ct) is { } update && await NewAddresses.WaitingAsync(db, update, ct) is not null)
        {
            new RequestCase(db, update, ids, now, actor).Step(RequestStepKind.AddressProved, RequestEvent.AddressProved);
            await db.SaveChangesAsync(ct);
        }

        return now;
    }
}
