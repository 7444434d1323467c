using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Asks again what an earlier mail asked, with a fresh link: for who comes too late, or whose mail was lost. Whoever holds the old
/// link may ask; the new one goes to the address and nowhere else.</summary>
public sealed class ResendConfirmation(WriteQueue queue, ConfirmationRequests requests, Rulebooks rulebooks)
{
    public sealed record Command(string Token);

    /// <summary>Answered, withdrawn or unknown: not found. The daily limit of mails to one address holds here too.</summary>
    public async Task<Outcome<AskOutcome>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await queue.RunAsync<Outcome<AskOutcome>>(async session =>
        {
            var db = await session.DbAsync(ct);
            return await ReadConfirmation.FindAsync(db, command.Token, rules, DateTimeOffset.MinValue, ct) is { Request.Kind: not ConsentRequestKind.Renewal } open ? await AgainAsync(session, open, ct) : Problem.NotFound("This link no longer works.");
        }, ct: ct);
    }

    /// <summary>The same for a request that the portal knows by its id.</summary>
    internal async ValueTask AgainAsync(WriteSession session, Id<ConsentRequest> id, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var request = await db.Set<ConsentRequest>().Include(r => r.Items).FirstOrDefaultAsync(r => r.Id == id, ct);
        if (await ReadConfirmation.OpenAsync(db, request, rules, DateTimeOffset.MinValue, ct) is { } open)
        {
            await AgainAsync(session, open, ct);
        }
    }

    private async ValueTask<AskOutcome> AgainAsync(WriteSession session, OpenConfirmation open, CancellationToken ct)
    {
        var request = open.Request;
        return await requests.AskAsync(session, new(request.PointId, open.Profile, request.Language, open.Items)
        {
            AskedPointId = request.AskedPointId, PersonId = request.PersonId, Level = open.Level, Life = request.ExpiresAt - request.RequestedAt,
        }, ct);
    }
}
