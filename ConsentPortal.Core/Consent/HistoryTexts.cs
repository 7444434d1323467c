using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Adds to the items of one page what lies in other rows: names, justifications, wordings, message names.</summary>
internal sealed class HistoryTexts(PortalDb db, Actor actor, Rulebook rules)
{
    private Dictionary<Id<SideRow>, string?> sides = [];
    private Dictionary<Id<Contact>, MatrixSharer> people = [];
    private Dictionary<Id<MessageReference>, string> messages = [];
    private Dictionary<string, string> staff = [];

    public async Task<List<HistoryItem>> AddAsync(List<HistoryItem> items, CancellationToken ct)
    {
        await LoadAsync(items, [.. items.OfType<ConsentItem>().Select(i => i.Event)], [.. items.OfType<SuppressionItem>().Select(i => i.Suppression)], ct);
        return items.ConvertAll(item => item switch
        {
            ConsentItem consent => Worded(consent),
            SuppressionItem s => s with { Note = Text(s.Suppression.NoteId), Actor = Staff(s.Suppression.ActorKind, s.Suppression.ActorId) },
            LinkItem link => link with { Contact = people.GetValueOrDefault(link.Link.ContactId) },
            _ => item,
        });
    }

    private async Task LoadAsync(List<HistoryItem> items, List<ConsentEvent> events, List<Suppression> suppressions, CancellationToken ct)
    {
        List<Id<SideRow>> texts = [.. events.SelectMany(e => new[] { e.JustificationId, e.WordingId }).Concat(suppressions.Select(s => s.NoteId)).Where(id => !id.IsNone).Distinct()];
        List<Id<Contact>> contacts = [.. events.Select(e => e.ContactId).Concat(items.OfType<LinkItem>().Select(l => l.Link.ContactId)).Where(id => !id.IsNone).Distinct()];
        List<Id<MessageReference>> references = [.. events.Select(e => e.MessageRefId).Where(id => !id.IsNone).Distinct()];
        sides = await db.Set<SideRow>().AsNoTracking().Where(s => texts.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Content, ct);
        people = await db.Set<Contact>().AsNoTracking().VisibleTo(actor).Where(c => contacts.Contains(c.Id))
            .Select(c => new MatrixSharer(c.Id, (c.FirstName + " " + c.LastName).Trim())).ToDictionaryAsync(c => c.Id, ct);
        messages = await db.Set<MessageReference>().AsNoTracking().Where(m => references.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Text, ct);
        staff = await StaffNames.OfAsync(db, [.. events.Where(e => e.ActorKind == ActorKind.Staff).Select(e => e.ActorId),
            .. suppressions.Where(s => s.ActorKind == ActorKind.Staff).Select(s => s.ActorId)], ct);
    }

    private ConsentItem Worded(ConsentItem item)
    {
        var happened = item.Event;
        return item with
        {
            Purpose = rules.Purpose(happened.PurposeId)?.Name ?? new(), Topic = rules.Topic(happened.TopicId)?.Name,
            Actor = Staff(happened.ActorKind, happened.ActorId), About = people.GetValueOrDefault(happened.ContactId),
            Justification = Text(happened.JustificationId), JustificationErased = IsErased(happened.JustificationId),
            Wording = Text(happened.WordingId), WordingErased = IsErased(happened.WordingId),
            Message = messages.GetValueOrDefault(happened.MessageRefId),
        };
    }

    private string? Text(Id<SideRow> id) => sides.GetValueOrDefault(id);

    private bool IsErased(Id<SideRow> id) => !id.IsNone && Text(id) is null;

    private string? Staff(ActorKind kind, string id) => kind == ActorKind.Staff ? staff.GetValueOrDefault(id) : null;
}
