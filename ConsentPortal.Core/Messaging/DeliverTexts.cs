using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Messaging;

/// <summary>Sends the text messages that are due. One is taken before it is sent, so that of several workers one sends it; what was taken
/// and never finished is sent again, under the same id.</summary>
public sealed class DeliverTexts(IDbContextFactory<PortalDb> databases, ITextTransport transport, TimeProvider clock, ILogger<DeliverTexts> log)
{
    private const int MostAtOnce = 20;

    public sealed record Command;

    /// <summary>Answers how many were sent.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System)
        {
            return Problem.Forbidden();
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        var sent = 0;
        foreach (var message in await db.Set<TextMessage>().Where(m => m.NextAttemptAt <= now).OrderBy(m => m.NextAttemptAt).Take(MostAtOnce).ToListAsync(ct))
        {
            sent += await TakeAsync(db, message, ct) && await SendAsync(db, message, ct) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> TakeAsync(PortalDb db, TextMessage message, CancellationToken ct)
    {
        if (message.UselessAt <= clock.Now())
        {
            message.Forget(clock.Now());
        }
        else
        {
            message.Take(clock.Now());
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return message.NextAttemptAt is not null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(message).State = EntityState.Detached; // another worker has it
            return false;
        }
    }

    private async Task<bool> SendAsync(PortalDb db, TextMessage message, CancellationToken ct)
    {
        try
        {
            await transport.SendAsync(message, ct);
            message.Delivered(clock.Now());
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            message.Missed(error.Message, clock.Now());
            log.LogWarning("Text message {Id} ({Kind}) was not sent, try {Attempts}: {Error}.", message.Id, message.Kind, message.Attempts, error.GetType().Name);
        }

        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return message.SentAt is not null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(message).State = EntityState.Detached; // forgotten or taken up meanwhile: the rest of the batch goes on
            return false;
        }
    }
}
