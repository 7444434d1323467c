using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>What programs call the people and messages of some events: external ids, the senders' own names.</summary>
internal sealed record EventNames(Dictionary<Id<Contact>, string?> Contacts, Dictionary<Id<MessageReference>, string> Messages)
{
    public string? Contact(Id<Contact> id) => id.IsNone ? null : Contacts.GetValueOrDefault(id) ?? id.ToString();

    public string? Message(Id<MessageReference> id) => Messages.GetValueOrDefault(id);

    public static async Task<EventNames> ReadAsync(PortalDb db, IReadOnlyCollection<ConsentEvent> events, CancellationToken ct)
    {
        var contacts = events.Select(e => e.ContactId).Concat(events.Select(e => e.KeyContactId)).Where(c => !c.IsNone).Distinct().ToList();
        var messages = events.Select(e => e.MessageRefId).Where(m => !m.IsNone).Distinct().ToList();
        return new(
            contacts.Count == 0 ? [] : await db.Set<Contact>().Where(c => contacts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalId, ct),
            messages.Count == 0 ? [] : await db.Set<MessageReference>().Where(m => messages.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Text, ct));
    }
}

/// <summary>The rulebook as far as an actor sees it: a key that is bound to one profile sees the purposes that this profile uses or used.</summary>
internal sealed record SeenRules(Rulebook Book, HashSet<Id<Purpose>>? Only, string? Bound)
{
    public static SeenRules Of(Rulebook rules, Actor actor) => new(rules, actor.BoundToProfile is { } code
        ? [.. rules.Profile(code) is { } profile ? profile.Purposes.Select(p => p.PurposeId) : []] : null, actor.BoundToProfile);

    public bool Sees(Id<Purpose> purpose) => Only?.Contains(purpose) != false;

    public bool Sees(string purpose) => Book.Purpose(purpose) is { } known && Sees(known.Id);

    public string Code(Id<ComplianceProfile> id) => Book.Profile(id)?.Code ?? "";

    public string Code(Id<Purpose> id) => Book.Purpose(id)?.Code ?? "";

    public string? Code(Id<Topic> id) => Book.Topic(id)?.Code;
}
