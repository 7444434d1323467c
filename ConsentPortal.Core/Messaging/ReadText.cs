using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>How one text message fares. What it says is never shown: its code or link acts for the person.</summary>
public sealed class ReadText(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="UselessAt">Not worth sending from then on.</param>
    public sealed record View(FindTexts.Row Row, DateTimeOffset UselessAt);

    public async Task<Outcome<View>> RunAsync(Id<TextMessage> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<TextMessage>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct) is { } message
            ? new View(FindTexts.RowOf(message, clock.Now()), message.UselessAt) : Problem.NotFound("This text message is not there.");
    }
}
