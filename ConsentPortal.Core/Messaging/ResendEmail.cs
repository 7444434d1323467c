using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Tries a mail that was given up, that waits for its next try, or of which nobody knows whether it left, again at once.</summary>
public sealed class ResendEmail(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public sealed record Command(Id<Email> Id);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var email = await db.Set<Email>().FirstOrDefaultAsync(e => e.Id == command.Id, ct);
        if (email is null)
        {
            return Problem.NotFound("This mail is not there.");
        }

        if (email.State == EmailState.Sent)
        {
            return Problem.Conflict("This mail was sent already.");
        }

        if (email.State == EmailState.Sending)
        {
            return Problem.Conflict("This mail is being sent right now.");
        }

        email.Queue(clock.Now());
        db.Announce(new EmailResent(email.Id), actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return new Done();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("This mail is being sent right now.");
        }
    }

    private sealed record EmailResent(Id<Email> Email) : PortalEvent("email.resent", "email", Email.ToString());
}
