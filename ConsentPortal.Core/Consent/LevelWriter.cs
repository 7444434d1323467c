using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The one way in which a consent level alone changes: a new state of the person, and the consent change record (old and new level,
/// by whom, when, source, comment), which the audit keeps whatever the settings say.</summary>
public sealed class LevelWriter(IdSource ids)
{
    public const string Kind = "contact.level_changed";

    /// <summary>The person whose level counts for this one: for a lead that became a contact, and for a record that was merged into another, that contact. Tracked, with the state that holds; null where there is none.</summary>
    internal static async Task<Contact?> RulingAsync(PortalDb db, Id<Contact> id, CancellationToken ct)
    {
        var contact = await OneAsync(db, id, ct);
        contact = contact is { MergedIntoId.IsNone: false } ? await OneAsync(db, contact.MergedIntoId, ct) : contact;
        return contact is not null && !contact.State.BecameId.IsNone ? await OneAsync(db, contact.State.BecameId, ct) ?? contact : contact;
    }

    /// <summary>Changes and announces; the caller saves. False where the level stands already.</summary>
    internal bool Write(PortalDb db, Contact contact, ConsentLevel level, string source, string comment, Actor actor, DateTimeOffset now)
    {
        var before = contact.State.Level;
        if (before == level)
        {
            return false;
        }

        contact.Take(ContactFields.Of(contact) with { Level = level }, ids, now);
        var changes = new ChangeList().Add("consent level", before, level).Add("source", null, source).Add("comment", null, Text.CleanOrNull(comment));
        db.Announce(ContactEvent.Of(Kind, contact, changes.Items), actor);
        return true;
    }

    /// <summary>No child is profiled (domain.md §6).</summary>
    internal static bool Allows(Contact contact, ConsentLevel level) => !(contact.State.Child && level == ConsentLevel.Profiling);

    private static Task<Contact?> OneAsync(PortalDb db, Id<Contact> id, CancellationToken ct)
        => db.Set<Contact>().Include(c => c.States.Where(s => s.Until == null)).FirstOrDefaultAsync(c => c.Id == id, ct);
}

/// <summary>A higher level that an address is asked to confirm.</summary>
/// <param name="From">The level at the time of asking.</param>
public sealed record LevelAsk(Id<Contact> ContactId, ConsentLevel From, ConsentLevel Wanted)
{
    public string Name(string language) => Messaging.MailTexts.In(language, $"Level{(int)Wanted}");
}
