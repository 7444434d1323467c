using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Sends a mail in these words to the member who asks, and to nobody else; marked as a test, with sample values.</summary>
public sealed class SendTestMail(IDbContextFactory<PortalDb> databases, TemplateStore store, SampleMail samples, SendEmail mail, TimeProvider clock)
{
    /// <summary>What such a mail is for.</summary>
    public const string Kind = "template_test";

    /// <summary>Per member and hour.</summary>
    public const int Most = 20;

    public sealed record Command(TemplateKey Key, TemplateWords Words, MailSender Sender);

    /// <summary>Answers the address that it goes to.</summary>
    public async Task<Outcome<string>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        if (store.Kind(command.Key) is not { } kind)
        {
            return Problem.NotFound("There is no such mail text.");
        }

        var words = command.Words.Tidy();
        return TemplateRules.Refuse(kind, words) is { Count: > 0 } problems ? problems : await SendAsync(samples.Write(kind, words, command.Sender, command.Key.Language), actor, ct);
    }

    private async Task<Outcome<string>> SendAsync(Letter letter, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Users.Where(m => m.Id == actor.Number).Select(m => m.Email).FirstOrDefaultAsync(ct) is not { } to)
        {
            return Problem.NotFound("You have no address to which a test could be sent.");
        }

        var since = clock.Now() - TimeSpan.FromHours(1);
        if (await db.Set<Email>().CountAsync(e => e.Kind == Kind && e.To == to && e.CreatedAt > since, ct) >= Most)
        {
            return Problem.Conflict("You sent yourself many tests within an hour. Wait a little.");
        }

        var queued = mail.Add(db, new(Kind, to, $"[Test] {letter.Subject}", letter.Body));
        if (!queued.Ok)
        {
            return queued.Problem!;
        }

        await db.SaveChangesAsync(ct);
        return to;
    }
}
