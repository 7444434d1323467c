using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Tries a text message that was given up again at once: as long as it is of use.</summary>
public sealed class ResendText(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public sealed record Command(Id<TextMessage> Id);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var message = await db.Set<TextMessage>().FirstOrDefaultAsync(m => m.Id == command.Id, ct);
        if (Refusal(message) is { } refusal)
        {
            return refusal;
        }

        message!.Queue(clock.Now());
        db.Announce(new TextResent(message.Id), actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return new Done();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("This text message is being sent right now.");
        }
    }

    private Problem? Refusal(TextMessage? message) => message switch
    {
        null => Problem.NotFound("This text message is not there."),
        { State: TextState.Sent } => Problem.Conflict("This text message was sent already."),
        { State: TextState.Waiting } => Problem.Conflict("This text message is being sent right now."),
        _ when !message.MayResend(clock.Now()) => Problem.Conflict("This text message is out of date, so what it said is forgotten. Ask the person to have a new one sent."),
        _ => null,
    };

    private sealed record TextResent(Id<TextMessage> Message) : PortalEvent("text.resent", "textMessage", Message.ToString());
}
