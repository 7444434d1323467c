using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Messaging;

/// <summary>Sends what is due, oldest first. A mail is taken before it is sent, so that of several workers one sends it; a worker that
/// dies in between leaves it to be taken again. Failures keep their reason and are tried again later.</summary>
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
        var due = await db.Set<Email>().Where(e => e.State == EmailState.Queued && e.NextAttemptAt <= now).OrderBy(e => e.NextAttemptAt).Take(MostAtOnce).ToListAsync(ct);
        if (settings.Missing is { } missing)
        {
            await WaitAsync(db, due, missing, ct);
            return 0;
        }

        var sent = 0;
        foreach (var email in due)
        {
            sent += await TakeAsync(db, email, ct) && await SendAsync(db, email, ct) ? 1 : 0;
        }

        return sent;
    }

    private static async Task WaitAsync(PortalDb db, List<Email> due, string why, CancellationToken ct)
    {
        due.Where(e => e.LastError != why).ToList().ForEach(e => e.Note(why));
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> TakeAsync(PortalDb db, Email email, CancellationToken ct)
    {
        email.Take(clock.Now());
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(email).State = EntityState.Detached; // another worker has it
            return false;
        }
    }

    private async Task<bool> SendAsync(PortalDb db, Email email, CancellationToken ct)
    {
        try
        {
            await transport.SendAsync(email, ct);
            email.Delivered(clock.Now(), transport.KeepsBodies);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            email.Missed(Reason(error), clock.Now());
            log.LogWarning("Mail {Id} ({Kind}) was not sent, try {Attempts} of {Most}: {Error}.", email.Id, email.Kind, email.Attempts, Email.MaxAttempts, error.GetType().Name);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        return email.State == EmailState.Sent;
    }

    // the client wraps the reason: "Failure sending mail." says nothing, the inner message does
    private static string Reason(Exception error) => error.InnerException is { } inner && error.GetType().Name == "SmtpException" ? $"{error.Message} {inner.Message}" : error.Message;
}
