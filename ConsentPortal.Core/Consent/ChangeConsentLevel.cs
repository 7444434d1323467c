using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Staff or a program set a person's consent level, and say from where they know. Nothing else about the person changes.</summary>
public sealed class ChangeConsentLevel(IDbContextFactory<PortalDb> databases, LevelWriter levels, TimeProvider clock)
{
    public const int CommentMaxLength = 500;

    /// <param name="Source">Where the wish was heard: a form, a call, another system.</param>
    public sealed record Command(Id<Contact> ContactId, ConsentLevel Level, string Source, string Comment = "");

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } missing)
        {
            return missing;
        }

        if (command.Comment.Length > CommentMaxLength)
        {
            return Problem.Invalid("comment", $"At most {CommentMaxLength} characters.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.Set<Contact>().VisibleTo(actor).AnyAsync(c => c.Id == command.ContactId, ct);
        if (!visible || await LevelWriter.RulingAsync(db, command.ContactId, ct) is not { } contact)
        {
            return Problem.NotFound("This contact does not exist, or is not yours to see.");
        }

        if (contact.State.Restricted && command.Level > contact.State.Level)
        {
            return RestrictedPeople.Refusal;
        }

        if (!LevelWriter.Allows(contact, command.Level))
        {
            return Problem.Invalid("level", "A child is never profiled: choose level 4 or lower.");
        }

        return levels.Write(db, contact, command.Level, command.Source, command.Comment, actor, clock.Now()) ? await SaveAsync(db, ct) : default(Done);
    }

    private static async Task<Outcome<Done>> SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return default(Done);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict(EditContact.Meanwhile);
        }
    }
}
