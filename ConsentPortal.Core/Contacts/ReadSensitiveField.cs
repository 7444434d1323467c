using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Shows one sensitive value of one person to somebody who may read it, and writes down who read which field of whom, never the value.</summary>
public sealed class ReadSensitiveField(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Code">Of the field.</param>
    public sealed record Question(Id<Contact> Contact, string Code);

    /// <summary>The value; empty = there is none.</summary>
    public async Task<Outcome<string>> RunAsync(Question question, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.ReadContacts) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var contact = await db.Set<Contact>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == question.Contact, ct);
        var field = (await FieldBook.ReadAsync(db, actor, ct)).Rows.FirstOrDefault(r => r.Code == question.Code && r.MayRead);
        if (contact is null || field is null)
        {
            return Problem.NotFound("This contact or field does not exist, or is not yours to see.");
        }

        var value = contact.Fields.GetValueOrDefault(field.Code, "");
        if (field.IsSensitive && value.Length > 0)
        {
            db.Announce(ContactFieldEvent.ReadOf(contact.Id, contact.Name, [field.Label]), actor);
            await db.SaveChangesAsync(ct);
        }

        return value;
    }
}
