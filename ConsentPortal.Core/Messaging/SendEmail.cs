using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Puts a mail into the queue; the worker sends it within a second. Nothing that could break out of a header gets in.</summary>
public sealed class SendEmail(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    private const int HeaderMaxLength = 900; // a line of mail has 998 at most

    /// <param name="Kind">What it is for, as <see cref="Email.Kind"/>.</param>
    /// <param name="PointId">The contact point it goes to, by number; 0 = a member of the team.</param>
    public sealed record Command(string Kind, string To, string Subject, MailBody Body, long PointId = 0)
    {
        /// <summary>Of its own; never <c>List-…</c>, which the envelope alone writes.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <summary>For advertising and requests for consent: its headers and foot. Null = a confirmation or service mail, which has neither.</summary>
        public CommercialEnvelope? Commercial { get; init; }
    }

    /// <summary>Queues it in a save of its own. Mail is written by the portal's pages and workers, never on the word of an API key.</summary>
    public async Task<Outcome<Id<Email>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind is ActorKind.Application or ActorKind.Import)
        {
            return Problem.Forbidden();
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var queued = Add(db, command);
        if (queued.Ok)
        {
            await db.SaveChangesAsync(ct);
        }

        return queued;
    }

    /// <summary>Queues it in the caller's save, so that the mail leaves if and only if the change was made.</summary>
    public Outcome<Id<Email>> Add(PortalDb db, Command command)
    {
        if (!IsAddress(command.To))
        {
            return Problem.Invalid("to", "This is no address that mail could go to.");
        }

        if (RefuseHeaders(command) is { } refused)
        {
            return refused;
        }

        command.Commercial?.Close(command.Body);
        Email email = new()
        {
            Id = ids.Next<Email>(), Kind = command.Kind, To = command.To, Subject = Kernel.Text.Cut(OneLine(command.Subject), Email.SubjectMaxLength),
            Headers = new(command.Headers.Concat(command.Commercial?.Headers ?? []), StringComparer.Ordinal), PointId = command.PointId, CreatedAt = clock.Now(),
            FromName = command.Body.From.Name, FromAddress = command.Body.From.Address, ReplyTo = command.Body.From.ReplyTo,
        };
        email.Says(command.Body.Text, command.Body.Html).Queue(clock.Now());
        db.Add(email);
        return email.Id;
    }

    // a mailbox reads a list header letter by letter: it stands on one line, in plain ASCII
    private static Problem? RefuseHeaders(Command command)
    {
        if (command.Headers.Any(h => h.Key.Length == 0 || h.Key.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') || h.Value.Length > HeaderMaxLength || h.Value.Any(c => c is < ' ' or > '~')))
        {
            return Problem.Invalid("headers", "A header holds one line of plain text under a plain name.");
        }

        return command.Headers.Keys.Any(k => k.StartsWith("List-", StringComparison.OrdinalIgnoreCase))
            ? Problem.Invalid("headers", "A list header belongs to commercial mail: send it in a commercial envelope, which carries the postal address too.")
            : null;
    }

    // one mailbox: no list, no display name, no line break
    private static bool IsAddress(string to) => to.Length is > 2 and <= Email.AddressMaxLength && to.Count(c => c == '@') == 1 && to[0] != '@' && to[^1] != '@'
        && !to.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')');

    private static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (var c in text)
        {
            line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return line.ToString().Trim();
    }
}
