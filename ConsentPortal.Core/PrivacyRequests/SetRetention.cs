using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says how long a class of data is kept, within what the law asks at least and what can be justified at most.</summary>
public sealed class SetRetention(IDbContextFactory<PortalDb> databases, RetentionBook book)
{
    public const int ReasonMaxLength = 500;

    /// <param name="Version">As the page showed it; 0 = it stood as it ships.</param>
    /// <param name="Reason">Why; kept with the audit entry.</param>
    public sealed record Command(string Class, int Days, string Reason, int Version);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } forbidden)
        {
            return forbidden;
        }

        if (book.Find(command.Class) is not { } kind)
        {
            return Problem.NotFound("There is no such class of data.");
        }

        if (Refuse(command, kind).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await SaveAsync(db, command, kind, actor, ct);
    }

    private static IEnumerable<Problem> Refuse(Command command, RetentionClass kind)
    {
        if (kind.Setting.Length > 0)
        {
            yield return Problem.Conflict($"The owner of the machine sets this: {kind.Setting}.");
        }

        if (command.Days < kind.Least || command.Days > kind.Most)
        {
            yield return Problem.Invalid("days", $"Enter a number of days from {kind.Least} to {kind.Most}.");
        }

        if (Text.Clean(command.Reason).Length is 0 or > ReasonMaxLength)
        {
            yield return Problem.Invalid("reason", $"Say why, in 1 to {ReasonMaxLength} characters.");
        }
    }

    private static async Task<Outcome<Done>> SaveAsync(PortalDb db, Command command, RetentionClass kind, Actor actor, CancellationToken ct)
    {
        var rule = await db.Set<RetentionRule>().FirstOrDefaultAsync(r => r.Class == kind.Code, ct);
        if ((rule?.Version ?? 0) != command.Version)
        {
            return Problem.Conflict("Somebody else changed this meanwhile. Look at it again.");
        }

        var changes = new ChangeList().Add("days", rule?.Days ?? kind.Days, command.Days);
        if (!changes.Any)
        {
            return default(Done);
        }

        if (rule is null)
        {
            db.Add(rule = new() { Class = kind.Code, Version = 1 });
        }

        rule.Days = command.Days;
        db.Announce(new RetentionChanged(kind.Code) { SubjectName = kind.Code, Changes = changes.Items, Reason = Text.Clean(command.Reason) }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return default(Done);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return Problem.Conflict("Somebody else changed this meanwhile. Look at it again.");
        }
    }
}
