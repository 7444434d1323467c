using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Messaging;

/// <summary>Sends what is due, oldest first. A mail is taken before it is sent, so that of several workers one sends it. Where a worker
/// dies in between, nobody knows whether the mail left: it is shown as such, never sent again by itself. A stop waits for the mail at hand.</summary>
public sealed class DeliverEmails(IDbContextFactory<PortalDb> databases, IMailTransport transport, MailSettings settings, TimeProvider clock, ILogger<DeliverEmails> log)
{
    private const int MostAtOnce = 50;

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
        await FindLostAsync(db, now, ct);
        var due = await db.Set<Email>().Where(e => e.State == EmailState.Queued && e.NextAttemptAt <= now).OrderBy(e => e.NextAttemptAt).Take(MostAtOnce).ToListAsync(ct);
        if (settings.Missing is { } missing)
        {
            await WaitAsync(db, due, missing, ct);
            return 0;
        }

        var sent = 0;
        foreach (var email in due.TakeWhile(_ => !ct.IsCancellationRequested))
        {
            sent += await SaveAsync(db, email, e => e.Take(clock.Now())) && await SendAsync(db, email) ? 1 : 0;
        }

        return sent;
    }

    // taken, and its time is long over: whoever had it is gone
    private async Task FindLostAsync(PortalDb db, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var email in await db.Set<Email>().Where(e => e.State == EmailState.Sending && e.NextAttemptAt <= now).Take(MostAtOnce).ToListAsync(ct))
        {
            if (await SaveAsync(db, email, e => e.Lose("The portal stopped while it handed this mail over. It may have arrived.", now)))
            {
                log.LogWarning("Mail {Id} ({Kind}) was at hand when the portal stopped: whether it left is not known.", email.Id, email.Kind);
            }
        }
    }

    private static async Task WaitAsync(PortalDb db, List<Email> due, string why, CancellationToken ct)
    {
        due.Where(e => e.LastError != why).ToList().ForEach(e => e.Note(why));
        await db.SaveChangesAsync(ct);
    }

    private static async Task<bool> SaveAsync(PortalDb db, Email email, Action<Email> change)
    {
        change(email);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(email).State = EntityState.Detached; // another worker has it
            return false;
        }
    }

    private async Task<bool> SendAsync(PortalDb db, Email email)
    {
        try
        {
            await transport.SendAsync(email, CancellationToken.None);
            email.Delivered(clock.Now(), transport.KeepsBodies);
        }
        catch (Exception error)
        {
            Miss(email, error);
            log.LogWarning("Mail {Id} ({Kind}) was not sent, try {Attempts} of {Most}: {State}, {Error}.", email.Id, email.Kind, email.Attempts, Email.MaxAttempts, email.State, error.GetType().Name);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        return email.State == EmailState.Sent;
    }

    private void Miss(Email email, Exception error)
    {
        var now = clock.Now();
        switch (error)
        {
            case DeliveryException { Fault: DeliveryFault.Permanent }:
                email.Refused(error.Message, now);
                break;
            case DeliveryException { Fault: DeliveryFault.Unknown }:
                email.Lose(error.Message, now);
                break;
            default:
                email.Missed(error.Message, now);
                break;
        }
    }
}
