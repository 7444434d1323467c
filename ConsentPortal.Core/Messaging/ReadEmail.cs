using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>One mail as it was written. What it says is shown only where mails go into a pickup folder: anywhere else its links would let
/// the reader act for somebody.</summary>
public sealed class ReadEmail(IDbContextFactory<PortalDb> databases, IMailTransport transport)
{
    /// <param name="Text">null = not to be read here.</param>
    public sealed record View(Id<Email> Id, string Kind, string To, string Subject, EmailState State, int Attempts, DateTimeOffset NextAttemptAt, string LastError,
        DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string? Text);

    public async Task<Outcome<View>> RunAsync(Id<Email> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Email>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, ct) is { } e
            ? new View(e.Id, e.Kind, e.To, e.Subject, e.State, e.Attempts, e.NextAttemptAt, e.LastError, e.CreatedAt, e.SentAt, transport.KeepsBodies ? e.Text : null)
            : Problem.NotFound("This mail is not there.");
    }
}
